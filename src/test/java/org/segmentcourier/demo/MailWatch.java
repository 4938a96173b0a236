package org.segmentcourier.demo;

import java.io.IOException;
import java.util.List;
import org.segmentcourier.endtoend.Aws;
import org.segmentcourier.endtoend.Mail;

/** Tells when an e-mail has arrived. */
final class MailWatch implements Watch {

  private final Aws aws;
  private List<Mail> mails = List.of();

  MailWatch(Aws aws) {
    this.aws = aws;
  }

  @Override
  public void look(Terminal terminal) throws IOException {
    int told = mails.size();
    mails = aws.mails();
    for (var mail : mails.subList(told, mails.size())) {
      terminal.happened("e-mail", mail.text().lines().findFirst().orElse(mail.subject()));
    }
  }

  List<Mail> mails() {
    return mails;
  }
}
