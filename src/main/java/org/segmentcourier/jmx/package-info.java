/** What an operator sees and does in JMX is described there: MBeans that say what they are. */
package org.segmentcourier.jmx;
