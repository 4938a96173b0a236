# Builds the image:  docker build -t segment-courier .        (without Docker: scripts/image)
# Runs it:           docker run --stop-timeout 30 --env-file stack.env -v "$PWD/config:/app/config:ro" segment-courier
# stack.env holds the outputs of deploy/template.yaml (see README). The stop time-out lets it finish what it does: it is
# 10 s more than camel.main.shutdownTimeout, and some; Docker's own is less. It needs nothing but /work to write to:
# --read-only --tmpfs /work:uid=10001 is enough for jobs that fit into memory.
ARG MAVEN_IMAGE=docker.io/library/maven:3-eclipse-temurin-25
# Any with glibc (DuckDB is made for it) and bash.
ARG BASE_IMAGE=docker.io/library/debian:bookworm-slim
# What branches need that hand their files to other systems (config/routes/examples): --build-arg PROFILES=-Phttp,sftp,kafka
ARG PROFILES=

FROM ${MAVEN_IMAGE} AS build
ARG PROFILES
# A Java without what only developers need.
RUN jlink --output /java --no-header-files --no-man-pages \
  --add-modules java.se,jdk.crypto.ec,jdk.httpserver,jdk.jcmd,jdk.jfr,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs
WORKDIR /build
# Libraries change seldom: they have a layer of their own, in the image and here, where a build of nothing fetches all that
# Maven needs but the compiler.
COPY pom.xml ./
RUN mvn -B -ntp package -Dmaven.test.skip=true ${PROFILES}
COPY src/main src/main
RUN mvn -B -ntp package -Dmaven.test.skip=true ${PROFILES}

FROM ${BASE_IMAGE} AS application
COPY --from=build /java /java
ENV PATH=/java/bin:$PATH
WORKDIR /app
# /work is the only place that is written to: segment files in the making, and whatever libraries put into a temporary folder.
RUN mkdir /work && chown 10001:10001 /work
COPY --from=build /build/target/lib lib/
COPY config config/
COPY src/main/image image/
# With what is in here (CycloneDX).
COPY --from=build /build/target/sbom.json ./
COPY --from=build /build/target/segment-courier-*.jar segment-courier.jar

# Made where it is used: it counts only for this Java, and for libraries at these places with these times.
FROM application AS cache
RUN image/make-cache /work/classes.aot java @image/java.options -jar /app/segment-courier.jar

FROM application
COPY --from=cache /work/classes.aot ./
USER 10001:10001
VOLUME /work
# It knows of the port only what the environment says (CAMEL_MANAGEMENT_PORT), and asks at 127.0.0.1.
HEALTHCHECK --start-period=60s --interval=30s --timeout=10s --retries=3 CMD ["/app/image/is-alive"]
# With no cache, or one that does not fit, it starts all the same, in twice the time.
ENTRYPOINT ["java", "-XX:AOTCache=/app/classes.aot", "@/app/image/java.options", "-jar", "/app/segment-courier.jar"]
