import dev.startgate.cdk8s.Check;
import dev.startgate.cdk8s.SidecarOptions;

/** An option that does not exist: the compiler must name it. */
final class Misspelt {
    SidecarOptions options = SidecarOptions.builder().image("mesh/proxy:1.4").redyWhen(Check.httpGet("/ready")).build();
}
