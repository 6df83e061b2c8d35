import { escapeReferences } from '../check-target';
import type { ViewedContainer } from '../pod-view';

/** The command of a container as a manifest spells it; undefined if unknown. Kubernetes expands `$(NAME)` only in a manifest. */
export function realCommand({ container, declared }: ViewedContainer): readonly string[] | undefined {
  const { command, fromImage } = container;
  return command !== undefined && command.length > 0 ? command : (declared.entrypoint ?? fromImage?.command)?.map(escapeReferences);
}
