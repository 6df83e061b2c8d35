import type { CheckModel, ContainerModel } from './model';

/** What an order says of an injected container. */
export type InjectedModel = ContainerModel & { readonly check: CheckModel };

export function injectedModel(name: string, check: CheckModel, native: boolean): InjectedModel {
  return { name, check, foreign: { kind: 'injected', native } };
}
