/** What lines of the log look like, and what they are about. */
package org.segmentcourier.log;
