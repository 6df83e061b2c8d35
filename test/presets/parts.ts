import type { Sidecar } from '../../src';
import type { Container, Volume } from '../../src/private/manifest';
import type { CheckModel } from '../../src/private/model';

/** What a sidecar is made of. */
export function parts({ _model, _check }: Sidecar): { container: Container; volumes: readonly Volume[]; check: CheckModel | undefined } {
  return { ..._model, check: _check };
}
