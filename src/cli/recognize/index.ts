import type { Container } from '../../private/manifest';
import { callsOf } from './calls';
import { cloudSqlProxy } from './cloud-sql-proxy';
import { dockerize } from './dockerize';
import { istio } from './istio';
import { kubexit } from './kubexit';
import { linkerd } from './linkerd';
import type { Recognized, Recognizer } from './recognized';
import { sample } from './sample';
import { shellLoop } from './shell-loop';
import { startgate } from './startgate';
import { tekton } from './tekton';
import { wait4x } from './wait4x';
import { waitFor, waitForIt } from './wait-for-it';

/** Every tool that is recognized; the first one that knows a command counts. */
export const RECOGNIZERS: readonly Recognizer[] = [
  startgate, tekton, sample, istio, linkerd, cloudSqlProxy, kubexit, wait4x, dockerize, waitForIt, waitFor, shellLoop,
];

/** What a command waits for; undefined when it is no waiter that is known. */
export function recognize(words: readonly string[], container: Container): Recognized | undefined {
  for (const call of callsOf(words)) {
    for (const recognizer of RECOGNIZERS) {
      const recognized = recognizer(call, container);
      // a loop goes on until it is through
      if (recognized !== undefined) return call.goesOn && recognizer !== shellLoop ? { ...recognized, onTimeout: 'continue' } : recognized;
    }
  }
  return undefined;
}
