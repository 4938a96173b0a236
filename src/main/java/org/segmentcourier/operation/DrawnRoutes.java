package org.segmentcourier.operation;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.spi.ModelToXMLDumper;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Routes in Camel's XML, by which consoles draw them. Two things help them to:
 *
 * <ul>
 *   <li>What becomes of failures is left out. It is the same for nearly all routes
 *       (errors.camel.yaml), and Hawtio draws nothing of a route that does not begin with its
 *       {@code from}.
 *   <li>Ids that were given are marked as such ({@code customId}), as Camel used to: else Hawtio
 *       writes the kind of a step instead.
 * </ul>
 */
final class DrawnRoutes implements ModelToXMLDumper {

  /** What a route configuration adds to a route, or a route says of failures itself. */
  private static final Set<String> OF_FAILURES =
      Set.of("errorHandler", "onException", "onCompletion", "intercept", "interceptFrom");

  private final ModelToXMLDumper camels;

  /**
   * @param camels Camel's own
   */
  DrawnRoutes(ModelToXMLDumper camels) {
    this.camels = camels;
  }

  @Override
  public String dumpModelAsXml(CamelContext context, NamedNode definition) throws Exception {
    return drawn(definition, camels.dumpModelAsXml(context, definition));
  }

  @Override
  public String dumpModelAsXml(
      CamelContext context,
      NamedNode definition,
      boolean resolvePlaceholders,
      boolean generatedIds,
      boolean sourceLocation)
      throws Exception {
    return drawn(
        definition,
        camels.dumpModelAsXml(
            context, definition, resolvePlaceholders, generatedIds, sourceLocation));
  }

  @Override
  public String dumpBeansAsXml(CamelContext context, List<Object> beans) throws Exception {
    return camels.dumpBeansAsXml(context, beans);
  }

  @Override
  public String dumpDataFormatsAsXml(CamelContext context, Map<String, Object> formats)
      throws Exception {
    return camels.dumpDataFormatsAsXml(context, formats);
  }

  private static String drawn(NamedNode definition, String xml) throws Exception {
    var given = givenIds(definition);
    var document = read(xml);
    for (var element : elements(document.getElementsByTagName("*"))) {
      if (element.getParentNode() instanceof Element parent
          && parent.getLocalName().equals("route")
          && OF_FAILURES.contains(element.getLocalName())) {
        parent.removeChild(element);
      } else if (given.contains(element.getAttribute("id"))) {
        element.setAttribute("customId", "true");
      }
    }
    return write(document);
  }

  /** Others are made by Camel. */
  private static Set<String> givenIds(NamedNode definition) {
    return routes(definition)
        .flatMap(route -> Stream.concat(Stream.of(route, route.getInput()), steps(route)))
        .filter(node -> Boolean.TRUE.equals(node.getCustomId()))
        .map(OptionalIdentifiedDefinition::getId)
        .collect(Collectors.toSet());
  }

  private static Stream<RouteDefinition> routes(NamedNode definition) {
    if (definition instanceof RoutesDefinition routes) {
      return routes.getRoutes().stream();
    }
    return definition instanceof RouteDefinition route ? Stream.of(route) : Stream.empty();
  }

  @SuppressWarnings("rawtypes")
  private static Stream<OptionalIdentifiedDefinition> steps(RouteDefinition route) {
    return ProcessorDefinitionHelper.filterTypeInOutputs(
        route.getOutputs(), OptionalIdentifiedDefinition.class)
        .stream();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Document read(String xml) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static String write(Document document) throws Exception {
    var out = new StringWriter();
    var transformer = TransformerFactory.newInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    transformer.transform(new DOMSource(document), new StreamResult(out));
    return out.toString();
  }
}
