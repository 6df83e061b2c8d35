import type { Platform } from '../platform/platform.ts';
import { closed, OPEN, type Answer } from './answer.ts';

/** Whether something is there; links are followed. */
export function checkFile(platform: Platform, path: string): Answer {
  return platform.files.status(path) === undefined ? closed('no such file') : OPEN;
}
