# Builds the image:  docker build -t segment-courier .
# Runs it:           docker run --stop-timeout 30 --env-file stack.env -v "$PWD/config:/app/config:ro" segment-courier
# stack.env holds the outputs of deploy/template.yaml (see README). The stop time-out lets it finish what it does: it is
# 10 s more than camel.main.shutdownTimeout, and some; Docker's own is less.
ARG MAVEN_IMAGE=docker.io/library/maven:3-eclipse-temurin-17
ARG JRE_IMAGE=docker.io/library/eclipse-temurin:17-jre
# What branches need that hand their files to other systems (config/routes/examples): --build-arg PROFILES=-Phttp,sftp,kafka
ARG PROFILES=

FROM ${MAVEN_IMAGE} AS build
ARG PROFILES
WORKDIR /build
# Libraries change seldom: they have a layer of their own, in the image and here, where a build of nothing fetches all that
# Maven needs but the compiler.
COPY pom.xml ./
RUN mvn -B -ntp package -Dmaven.test.skip=true ${PROFILES}
COPY src/main src/main
RUN mvn -B -ntp package -Dmaven.test.skip=true ${PROFILES}

FROM ${JRE_IMAGE}
WORKDIR /app
# /work is the only place that is written to: segment files in the making, and whatever libraries put into a temporary folder.
RUN mkdir /work && chown 10001:10001 /work
COPY --from=build /build/target/lib lib/
COPY config config/
COPY --from=build /build/target/segment-courier-*.jar segment-courier.jar
# What is in here (CycloneDX).
COPY --from=build /build/target/sbom.json ./
USER 10001:10001
VOLUME /work
# The serial collector with little room for new objects: batches of users die young, and what they leave out of the heap is
# there for the mapped endpoint directory (docs/performance.md).
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:+UseSerialGC", "-Xms164m", "-Xmn40m", "-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=/work", "-jar", "segment-courier.jar"]
