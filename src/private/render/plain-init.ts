import type { Container } from '../manifest';
import type { PlannedContainer } from '../plan';
import { isAutomaticProbe } from '../resolved-check';

/**
 * A regular container that becomes a plain init container: the API server refuses a startup probe there, and the user can't
 * take away the one that cdk8s-plus adds by itself.
 */
export function renderPlainInit(planned: PlannedContainer, container: Container): void {
  if (planned.placement === 'init' && planned.role === 'regular' && isAutomaticProbe(container)) delete container.startupProbe;
}
