# Builds the jar with JDK 25 and runs it on JRE 25. Tests run in CI, not here.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
# A build of nothing fetches what the build of everything needs, in a layer of its own that only a
# new pom.xml invalidates.
RUN mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true package
COPY conf conf
COPY src/main src/main
RUN mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip=true clean package

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 tributary \
    && useradd --no-log-init --uid 10001 --gid tributary --no-create-home --home-dir /app --shell /usr/sbin/nologin tributary \
    && mkdir -p /app/conf /app/data \
    && chown tributary:tributary /app/data
WORKDIR /app
COPY --from=build /build/target/tributary.jar tributary.jar
# What the demo loads and links is kept, so that each start begins with it. In the foreground, since
# timeout signals twice otherwise, and a second signal means force.
RUN timeout --foreground --preserve-status --signal=TERM 30 \
    java -XX:AOTCacheOutput=/app/tributary.aot -jar /app/tributary.jar demo >/dev/null
COPY conf/tributary.yaml conf/tributary.yaml
USER 10001:10001
# Checkpoints. Nothing else is written: the root file system may be read-only.
VOLUME ["/app/data"]
EXPOSE 8080
# The other half of the container's memory is for the JVM itself and for the processes that run the
# code of definitions.
ENTRYPOINT ["java", "-XX:AOTCache=/app/tributary.aot", "-XX:MaxRAMPercentage=50", \
    "-XX:+ExitOnOutOfMemoryError", "-XX:-UsePerfData", "-jar", "/app/tributary.jar"]
CMD ["run"]
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["java", "-XX:AOTCache=/app/tributary.aot", "-Xmx32m", "-XX:+UseSerialGC", \
    "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-jar", "/app/tributary.jar", "health"]
