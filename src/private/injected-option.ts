import type { InjectedOptions } from '../injected';
import { FLAG, type OptionRules } from './option';

export const INJECTED_OPTIONS: OptionRules<InjectedOptions> = { native: FLAG };
