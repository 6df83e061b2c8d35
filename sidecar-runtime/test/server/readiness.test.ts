import { describe, expect, test } from 'vitest';
import { createReadiness, type Readiness, type ReadinessState } from '../../src/server/readiness.ts';

function record(readiness: Readiness): ReadinessState[] {
  const states: ReadinessState[] = [];
  readiness.subscribe((state) => states.push(state));
  return states;
}

describe('without tasks', () => {
  test('it starts as starting', () => {
    expect(createReadiness().state).toEqual({ status: 'starting', reason: 'starting' });
  });

  test('ready() makes it ready', () => {
    const readiness = createReadiness();
    readiness.ready();
    expect(readiness.state).toEqual({ status: 'ready' });
  });

  test('notReady() after ready() makes it starting again, with the reason', () => {
    const readiness = createReadiness();
    readiness.ready();
    readiness.notReady('lost the database');
    expect(readiness.state).toEqual({ status: 'starting', reason: 'lost the database' });
  });

  test('started stays true after it was ready once', () => {
    const readiness = createReadiness();
    expect(readiness.started).toBe(false);
    readiness.ready();
    readiness.notReady('lost the database');
    expect(readiness.started).toBe(true);
  });

  test('the state can not be changed from outside', () => {
    expect(Object.isFrozen(createReadiness().state)).toBe(true);
  });
});

describe('tasks', () => {
  test('it is ready when all tasks are done', async () => {
    const readiness = createReadiness();
    const one = readiness.task('one', Promise.resolve());
    const two = readiness.task('two', one.then(() => undefined));
    const states = record(readiness);
    await two;
    expect(states).toEqual([{ status: 'starting', reason: 'waiting for two' }, { status: 'ready' }]);
  });

  test('it names the tasks that it waits for', () => {
    const readiness = createReadiness();
    void readiness.task('config', new Promise(() => undefined), 'loading configuration');
    void readiness.task('cache', new Promise(() => undefined));
    expect(readiness.state.reason).toBe('loading configuration; waiting for cache');
  });

  test('a reason that two tasks share is said once', () => {
    const readiness = createReadiness();
    void readiness.task('a', new Promise(() => undefined), 'loading configuration');
    void readiness.task('b', new Promise(() => undefined), 'loading configuration');
    expect(readiness.state.reason).toBe('loading configuration');
  });

  test('progress() changes what a pending task says', () => {
    const readiness = createReadiness();
    void readiness.task('cache', new Promise(() => undefined));
    readiness.progress('cache', 'filling the cache');
    expect(readiness.state.reason).toBe('filling the cache');
  });

  test('it is not ready after the tasks while notReady() holds it back', async () => {
    const readiness = createReadiness();
    readiness.notReady('paused by an operator');
    await readiness.task('config', Promise.resolve());
    expect(readiness.state).toEqual({ status: 'starting', reason: 'paused by an operator' });
  });

  test('it is not ready after ready() while a task is pending', () => {
    const readiness = createReadiness();
    void readiness.task('config', new Promise(() => undefined));
    readiness.ready();
    expect(readiness.state).toEqual({ status: 'starting', reason: 'waiting for config' });
  });

  test('a task that is added later makes it starting again', () => {
    const readiness = createReadiness();
    readiness.ready();
    void readiness.task('reload', new Promise(() => undefined));
    expect(readiness.state).toEqual({ status: 'starting', reason: 'waiting for reload' });
  });

  test('a rejected task fails it with the name and the message', async () => {
    const readiness = createReadiness();
    await expect(readiness.task('config', Promise.reject(new Error('no such file')))).rejects.toThrow('no such file');
    expect(readiness.state).toEqual({ status: 'failed', reason: 'config: no such file' });
  });

  test('a rejection that is no Error is shown as text', async () => {
    const readiness = createReadiness();
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what careless callers do
    await readiness.task('config', Promise.reject('gone')).catch(() => undefined);
    expect(readiness.state).toEqual({ status: 'failed', reason: 'config: gone' });
  });

  test('the promise comes back as it is', () => {
    const promise = Promise.resolve(42);
    expect(createReadiness().task('answer', promise)).toBe(promise);
  });

  test('fails when the name is of a pending task', () => {
    const readiness = createReadiness();
    void readiness.task('config', new Promise(() => undefined));
    expect(() => readiness.task('config', Promise.resolve())).toThrow(
      new RangeError('the startup task "config" is still pending: give each task a name of its own'),
    );
  });

  test('fails when progress() names no pending task', () => {
    const readiness = createReadiness();
    void readiness.task('config', new Promise(() => undefined));
    expect(() => readiness.progress('cache', 'filling')).toThrow(new RangeError('no startup task "cache" is pending; pending: "config"'));
  });
});

describe('final states', () => {
  test('failed stays failed', () => {
    const readiness = createReadiness();
    readiness.fail('bad certificate');
    readiness.ready();
    readiness.notReady('again');
    readiness.fail('another');
    readiness.drain();
    expect(readiness.state).toEqual({ status: 'failed', reason: 'bad certificate' });
  });

  test('draining stays draining, also when a task is torn down by the shutdown', async () => {
    const readiness = createReadiness();
    const task = readiness.task('config', Promise.reject(new Error('aborted')));
    readiness.drain();
    await task.catch(() => undefined);
    expect(readiness.state).toEqual({ status: 'draining', reason: 'shutting down' });
  });

  test('draining takes a reason', () => {
    const readiness = createReadiness();
    readiness.drain('got SIGTERM');
    expect(readiness.state).toEqual({ status: 'draining', reason: 'got SIGTERM' });
  });
});

describe('subscribers', () => {
  test('nobody is told what did not change', () => {
    const readiness = createReadiness();
    const states = record(readiness);
    readiness.ready();
    readiness.ready();
    readiness.notReady('x');
    readiness.notReady('x');
    expect(states).toEqual([{ status: 'ready' }, { status: 'starting', reason: 'x' }]);
  });

  test('who unsubscribed is not told', () => {
    const readiness = createReadiness();
    const states: ReadinessState[] = [];
    const end = readiness.subscribe((state) => states.push(state));
    end();
    readiness.ready();
    expect(states).toEqual([]);
  });

  test('one function may subscribe twice, and each subscription ends by itself', () => {
    const readiness = createReadiness();
    const states: ReadinessState[] = [];
    const listener = (state: ReadinessState): number => states.push(state);
    const end = readiness.subscribe(listener);
    readiness.subscribe(listener);
    end();
    readiness.ready();
    expect(states).toEqual([{ status: 'ready' }]);
  });

  test('all see the same order, also when one of them changes the state', () => {
    const readiness = createReadiness();
    readiness.subscribe(({ status }) => {
      if (status === 'ready') readiness.drain('one shot');
    });
    const states = record(readiness);
    readiness.ready();
    expect(states).toEqual([{ status: 'ready' }, { status: 'draining', reason: 'one shot' }]);
  });

  test('one that throws does not keep the others from hearing, and its error is not lost', async () => {
    const readiness = createReadiness();
    const fault = new Error('a listener of the user');
    readiness.subscribe(() => {
      throw fault;
    });
    const states = record(readiness);
    const others = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    const surfaced = new Promise((resolve) => process.once('uncaughtException', resolve));
    readiness.ready();
    expect(states).toEqual([{ status: 'ready' }]);
    expect(await surfaced).toBe(fault);
    for (const listener of others) process.on('uncaughtException', listener);
  });
});

test.each(['notReady', 'fail', 'drain'] as const)('fails when %s() is given an empty reason', (method) => {
  expect(() => createReadiness()[method](' ')).toThrow(
    new TypeError(`${method} needs a reason, got " ": say what it waits for, such as "loading configuration"`),
  );
});
