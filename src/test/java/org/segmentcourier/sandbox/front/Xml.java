package org.segmentcourier.sandbox.front;

import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML document in the making. */
final class Xml {

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private final XMLStreamWriter out;

  private Xml(XMLStreamWriter out) {
    this.out = out;
  }

  /**
   * @param namespace the root's; empty for none
   */
  static String document(String root, String namespace, Consumer<Xml> content) {
    var text = new StringWriter();
    try {
      var xml = new Xml(FACTORY.createXMLStreamWriter(text));
      xml.out.writeStartElement(root);
      if (!namespace.isEmpty()) {
        xml.out.writeDefaultNamespace(namespace);
      }
      content.accept(xml);
      xml.out.writeEndDocument();
      xml.out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("can't write <" + root + ">", e);
    }
    return text.toString();
  }

  Xml element(String name, String text) {
    return element(name, xml -> xml.text(text));
  }

  Xml element(String name, Consumer<Xml> content) {
    try {
      out.writeStartElement(name);
      content.accept(this);
      out.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw new IllegalStateException("can't write <" + name + ">", e);
    }
  }

  void text(String text) {
    try {
      out.writeCharacters(text);
    } catch (XMLStreamException e) {
      throw new IllegalStateException("can't write '" + text + "'", e);
    }
  }
}
