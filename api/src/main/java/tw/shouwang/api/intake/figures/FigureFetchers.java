package tw.shouwang.api.intake.figures;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tw.shouwang.api.database.DatabaseReplica;
import tw.shouwang.api.directory.entries.Area;
import tw.shouwang.api.intake.login.StaffMember;
import tw.shouwang.api.intake.login.StaffSlice;
import tw.shouwang.api.process.InStaffProcess;

/// The GraphQL fields of the figures.
@Singleton
@Requires(condition = InStaffProcess.class)
class FigureFetchers implements StaffSlice {

  private final FigureService service;

  FigureFetchers(FigureService service) {
    this.service = service;
  }

  @Override
  public String name() {
    return "figures";
  }

  @Override
  public void wire(RuntimeWiring.Builder wiring) {
    wiring
        .type("Query", type -> type.dataFetcher("figures", this::figures))
        .type(
            "Figures",
            type ->
                type.dataFetcher("area", this::areaOfFigures)
                    .dataFetcher("asOf", FigureFetchers::asOf)
                    .dataFetcher("breakdowns", this::breakdowns)
                    .dataFetcher("handovers", this::handovers))
        .type("MixFigure", type -> type.dataFetcher("area", this::areaOfMix));
  }

  /// When they were read goes along with them, for the fields below.
  private DataFetcherResult<Figures> figures(DataFetchingEnvironment environment) {
    DatabaseReplica.Reading<Figures> reading =
        service.figures(
            StaffMember.of(environment),
            Objects.requireNonNull(environment.<LocalDate>getArgument("from")),
            Objects.requireNonNull(environment.<LocalDate>getArgument("to")),
            environment.getArgument("area"));
    return DataFetcherResult.<Figures>newResult()
        .data(reading.value())
        .localContext(reading.asOf())
        .build();
  }

  private static Instant asOf(DataFetchingEnvironment environment) {
    return Objects.requireNonNull(environment.<Instant>getLocalContext());
  }

  private List<FigureBreakdown> breakdowns(DataFetchingEnvironment environment) {
    return service.breakdowns(
        StaffMember.of(environment),
        Objects.requireNonNull(environment.<Figures>getSource()),
        asOf(environment),
        FigureDimension.valueOf(
            Objects.requireNonNull(environment.<String>getArgument("dimension"))));
  }

  private List<HandoverFigure> handovers(DataFetchingEnvironment environment) {
    return service.handovers(
        StaffMember.of(environment),
        Objects.requireNonNull(environment.<Figures>getSource()),
        asOf(environment));
  }

  private @Nullable Area areaOfFigures(DataFetchingEnvironment environment) {
    Figures figures = environment.getSource();
    return figures == null ? null : service.area(figures.areaCode());
  }

  private @Nullable Area areaOfMix(DataFetchingEnvironment environment) {
    MixFigure mix = environment.getSource();
    return mix == null ? null : service.area(mix.areaCode());
  }
}
