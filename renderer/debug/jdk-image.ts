/** A JDK whose jcmd reaches a JVM in another container (JDK-8327114); that of JDK 17 does not. */
export const JDK_IMAGE = 'eclipse-temurin:25-jdk';
