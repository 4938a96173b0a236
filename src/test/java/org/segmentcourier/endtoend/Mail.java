package org.segmentcourier.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** An e-mail in the sandbox's mailbox. */
public record Mail(Path file, String subject, String text) {

  /** Whether its subject or its text holds some words. */
  public boolean says(String words) {
    return subject.contains(words) || text.contains(words);
  }

  static Mail read(Path file) throws IOException {
    var mail = Files.readString(file).replace("\r\n", "\n");
    int end = mail.indexOf("\n\n");
    var head = mail.substring(0, end);
    var body = mail.substring(end + 2);
    boolean encoded = head.contains("\nContent-Transfer-Encoding: base64");
    return new Mail(
        file,
        head.lines()
            .filter(line -> line.startsWith("Subject: "))
            .map(line -> line.substring("Subject: ".length()))
            .findFirst()
            .orElse(""),
        encoded
            ? new String(Base64.getMimeDecoder().decode(body), StandardCharsets.UTF_8)
            : body.strip());
  }
}
