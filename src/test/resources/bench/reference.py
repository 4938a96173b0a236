"""The reference's way: the whole document, a map, a CSV writer.

usage: reference.py <file of endpoints> <output of the job> <folder>
Prints the seconds for reading endpoints into the map and for the delivery, and the most memory, in KB.
"""
import csv
import gzip
import json
import resource
import sys
import time
from collections import Counter

BRANCHES = {
    "all": {"EMAIL", "SMS", "GCM", "APNS", "VOICE", "IN_APP"},
    "email": {"EMAIL"},
    "in-app": {"IN_APP"},
    "push": {"GCM", "APNS"},
    "sms": {"SMS"},
    "voice": {"VOICE"},
}


def load(path):
    directory = {}
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            state = "opted-out" if row["OptOut"] == "ALL" else "inactive" if row["EndpointStatus"] == "INACTIVE" else ""
            directory.setdefault(row["User.UserId"], []).append((row["Id"], row["ChannelType"], state))
    return directory


def outcome(endpoints, channels, writer):
    seen = set()
    for endpoint, channel, state in endpoints:
        if channel in channels:
            if not state:
                writer.writerow([endpoint])
            seen.add(state)
    if not endpoints:
        return "unknown"
    if "" in seen:
        return "delivered"
    if "opted-out" in seen:
        return "opted-out"
    return "inactive" if seen else ""


def deliver(directory, document, folder):
    counts = Counter()
    for line, text in enumerate(document.splitlines(), 1):
        users = dict.fromkeys(json.loads(text)["output"]["usersList"])
        files = {branch: open(f"{folder}/{branch}-{line}.csv", "w", newline="") for branch in BRANCHES}
        writers = {branch: csv.writer(file, lineterminator="\n") for branch, file in files.items()}
        for writer in writers.values():
            writer.writerow(["Id"])
        with gzip.open(f"{folder}/rejects-{line}.csv.gz", "wt", compresslevel=1, newline="") as file:
            rejects = csv.writer(file, lineterminator="\n")
            rejects.writerow(["User.UserId", "reasons"])
            for user in users:
                endpoints = directory.get(user, [])
                outcomes = [outcome(endpoints, channels, writers[branch]) for branch, channels in BRANCHES.items()]
                for branch, became in zip(BRANCHES, outcomes):
                    counts[line, branch, became] += 1
                if set(outcomes) - {"", "delivered"} or "delivered" not in outcomes:
                    rejects.writerow([user, ",".join(outcomes)])
        for file in files.values():
            file.close()
    with open(f"{folder}/counts.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["line", "branch", "outcome", "users"])
        writer.writerows([line, branch, became, users] for (line, branch, became), users in counts.items())


def main():
    endpoints, output, folder = sys.argv[1:]
    start = time.perf_counter()
    directory = load(endpoints)
    loaded = time.perf_counter()
    with open(output) as file:
        deliver(directory, file.read(), folder)
    rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(loaded - start, time.perf_counter() - loaded, rss)


main()
