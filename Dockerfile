# Builds the jar with JDK 25 and runs it on JRE 25. Tests run in CI, not here.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
# Everything the build needs, in a layer of its own that only a new pom.xml invalidates.
RUN mvn -B -q dependency:go-offline
COPY conf conf
COPY src/main src/main
RUN mvn -B -q -DskipTests -Dspotless.check.skip=true package

FROM eclipse-temurin:25-jre
RUN groupadd --system --gid 10001 tributary \
    && useradd --system --uid 10001 --gid tributary --home-dir /app --shell /usr/sbin/nologin tributary \
    && mkdir -p /app/conf /app/data \
    && chown tributary:tributary /app/data
WORKDIR /app
COPY --from=build /build/target/tributary.jar tributary.jar
COPY conf/tributary.yaml conf/tributary.yaml
USER 10001:10001
# conf: the configuration, read-only is enough. data: checkpoints.
VOLUME ["/app/conf", "/app/data"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-jar", "/app/tributary.jar"]
CMD ["run"]
