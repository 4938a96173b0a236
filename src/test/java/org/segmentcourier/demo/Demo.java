package org.segmentcourier.demo;
/** x. */
public final class Demo { public static void main(String[] a) throws Exception { System.out.println("hi " + System.console()+" "+System.getProperty("sandbox.port")+" "+System.getProperty("sandbox.serve")+" "+System.getProperty("user.dir")+" "+Demo.class.getClassLoader()); System.exit(3);} }
