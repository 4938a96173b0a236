package org.segmentcourier.sandbox.topics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where e-mails arrive: a folder with a file for each (RFC 822, {@code .eml}), which any mail
 * program opens. File names sort by time.
 */
final class Mailbox {

  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

  /** The longest line that mail may have, without its end. */
  private static final int LONGEST_LINE = 998;

  private final Path folder;
  private final AtomicInteger count = new AtomicInteger();

  Mailbox(Path folder) {
    this.folder = folder;
  }

  /** Delivers an e-mail; its subject is ASCII, its text anything. */
  void deliver(String messageId, String to, String subject, String text, Instant time) {
    boolean plain = text.lines().allMatch(line -> bytes(line).length <= LONGEST_LINE);
    String mail =
        String.join(
            "\r\n",
            "From: AWS Notifications <no-reply@sns.amazonaws.com>",
            "To: " + to,
            "Subject: " + subject,
            "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)),
            "Message-ID: <" + messageId + "@sns.amazonaws.com>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: " + (plain ? "8bit" : "base64"),
            "",
            plain
                ? String.join("\r\n", text.lines().toList())
                : Base64.getMimeEncoder().encodeToString(bytes(text)),
            "");
    String name = "%s-%04d.eml".formatted(FILE_TIME.format(time), count.incrementAndGet());
    try {
      Files.createDirectories(folder);
      Path draft = Files.write(folder.resolve(name + ".draft"), bytes(mail));
      Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("can't deliver an e-mail into " + folder, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
