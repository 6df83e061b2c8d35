import { parseCount, parseDuration } from './duration.ts';
import {
  parseBytes, parseCondition, parseDirectory, parseInterval, parseReference, parseUntil, parseVariable, parseWord,
} from './flag-values.ts';
import type { FlagTable } from './flags.ts';
import type { GateDraft } from './gate-draft.ts';
import { SHORTEST_INTERVAL } from './options.ts';
import { parseName } from './target.ts';

/** What `wait` and `exec` share. An option before the first target holds for all, after one for that one. */
export const GATE: FlagTable<GateDraft> = {
  '--timeout': {
    value: '60s', about: 'how long a gate may stay closed',
    read: (draft, value, flag) => { draft.options.timeout = parseDuration(flag, value); },
  },
  '--on-timeout': {
    value: 'fail|block|continue', example: 'block', about: 'after that: exit 69 (default), wait for ever, or continue',
    read: (draft, value, flag) => { draft.options.onTimeout = parseWord(flag, value, ['fail', 'block', 'continue']); },
  },
  '--request-timeout': {
    value: '1s', about: 'how long one try may take',
    read: (draft, value, flag) => { draft.options.requestTimeout = parseDuration(flag, value); },
  },
  '--max-interval': {
    value: '250ms', about: 'the longest time between two tries\n(default 250ms; 1s for a file or a state in a directory that can be watched)',
    read: (draft, value, flag) => { draft.options.maxInterval = parseInterval(flag, value); },
  },
  '--interval': {
    value: '5s', about: 'the time between two tries, instead of one that grows up to --max-interval',
    read: (draft, value, flag) => { draft.options.interval = parseInterval(flag, value); },
  },
  '--status': {
    value: '200-299', example: '200-299,401', about: 'the http statuses that open the gate, such as 401 or 200-299,401',
    read: (draft, value, flag) => draft.setStatuses(flag, value),
  },
  '--header': {
    value: "'K: V'", example: 'Host: example.org', about: 'sent with every http try',
    read: (draft, value, flag) => draft.addHeader(flag, value),
  },
  '--log-format': {
    value: 'text|json', example: 'json', about: 'format of the reason for waiting (default text)',
    read: (draft, value, flag) => { draft.logFormat = parseWord(flag, value, ['text', 'json']); },
  },
  '--state': {
    value: 'DIR', example: '/run/startgate/state', about: 'the state of the Pod (default /run/startgate/state)',
    read: (draft, value, flag) => { draft.state = parseDirectory(flag, value); },
  },
};

/** What `exec` has beside these. */
export const EXEC: FlagTable<GateDraft> = {
  '--wait': { value: 'TARGET', example: 'http://localhost:8080/ready', read: (draft, value) => draft.addTarget(value) },
  '--name': { value: 'ME', example: 'app', read: (draft, value, flag) => { draft.name = parseName(value, flag); } },
  '--until': {
    value: 'NAME=completed|succeeded', example: 'app=completed',
    read: (draft, value, flag) => { draft.until.push(parseUntil(flag, value)); },
  },
  '--grace': { value: '10s', read: (draft, value, flag) => { draft.grace = parseDuration(flag, value); } },
  '--group': { about: 'exec: CMD gets a process group, and its signals reach the whole group' },
  '--once': { about: 'exec: ME is not started again: when it ends while it waits, it has ended' },
  '--step': {
    about: 'exec: ME is a step: if an earlier step failed, ME is skipped, with exit 0;\nthe outcome is JSON in the termination message',
  },
};

/** What a step has beside that; each needs `--step`. */
export const STEP: FlagTable<GateDraft> = {
  '--run-timeout': {
    value: '10m', about: 'a step: how long CMD may run; then SIGTERM, after --grace SIGKILL, and 124',
    read: ({ step }, value, flag) => { step.timeout = parseDuration(flag, value); },
  },
  '--on-error': {
    value: 'stop|continue', example: 'continue', about: 'a step: whether those behind it run although it failed (default stop)',
    read: ({ step }, value, flag) => { step.continues = parseWord(flag, value, ['stop', 'continue']) === 'continue'; },
  },
  '--when': {
    value: 'STEP=CODE | STEP!=CODE | STEP.RESULT=TEXT | STEP.RESULT!=TEXT', example: 'build=0',
    about: 'a step: skipped unless this holds of an earlier one; all, if given more than once',
    read: ({ step }, value, flag) => { step.when.push(parseCondition(flag, value)); },
  },
  '--use': {
    value: 'STEP.RESULT', example: 'build.digest', about: 'a step: replaces $(steps.STEP.results.RESULT) in CMD with that result,',
    read: ({ step }, value, flag) => { step.uses.push(parseReference(flag, value)); },
  },
  '--env': {
    value: 'NAME', example: 'DIGEST', about: 'and in this variable',
    read: ({ step }, value, flag) => { step.environment.push(parseVariable(flag, value)); },
  },
  '--results-limit': {
    value: '4096', about: 'a step: the bytes that it may leave in DIR/ME/results, a file a result',
    read: ({ step }, value, flag) => { step.resultsLimit = parseBytes(flag, value); },
  },
  '--message-limit': {
    value: '4096', about: 'a step: the bytes that the kubelet keeps of its termination message',
    read: ({ step }, value, flag) => { step.messageLimit = parseBytes(flag, value); },
  },
};

/** The flags of the known sample sidecar and of Istio's `pilot-agent wait`. */
export const SAMPLE: FlagTable<GateDraft> = {
  '--timeoutSeconds': {
    value: '60',
    read: (draft, value, flag) => { draft.options.timeout = parseCount(flag, value, 1000); },
  },
  '--periodMillis': {
    value: '250',
    read: (draft, value, flag) => { draft.options.maxInterval = Math.max(SHORTEST_INTERVAL, parseCount(flag, value, 1)); },
  },
  '--requestTimeoutMillis': {
    value: '1000',
    read: (draft, value, flag) => { draft.options.requestTimeout = parseCount(flag, value, 1); },
  },
};

/** The target of these, which only `wait` takes. */
export const URL_OF_SAMPLE: FlagTable<GateDraft> = {
  '--url': { value: 'TARGET', example: 'http://localhost:8080/ready', read: (draft, value) => draft.setUrl(value) },
};

export const STATUS: FlagTable<{ state: string }> = {
  '--state': { value: 'DIR', example: '/run/startgate/state', read: (draft, value, flag) => { draft.state = parseDirectory(flag, value); } },
  '--json': {},
};
