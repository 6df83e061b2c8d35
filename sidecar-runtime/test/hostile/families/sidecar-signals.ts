import { expect } from 'vitest';
import { Generator, SEED } from '../../fuzz/generator.ts';
import { many, type Experiment, type Family } from '../support/family.ts';
import { OBEYS } from '../support/guard.ts';
import { Sidecar } from '../support/sidecar.ts';

const generator = new Generator(SEED);

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A sidecar that is about to start ends by itself with 0, or, before its first statement, by the signal. */
function early(index: number): Experiment {
  const [at, signal] = [generator.below(500), generator.pick(['SIGTERM', 'SIGINT'] as const)];
  return {
    name: `${signal} after ${at} ms, ${index}`,
    run: async () => {
      const running = Sidecar.spawn(['--never-ready']);
      await after(at);
      const sent = performance.now();
      running.kill(signal);
      const { code, signal: by, stdout } = await running.outcome;
      expect({ ended: code === 0 || (by === signal && stdout === ''), ready: /startgate: ready/.test(stdout) }).toEqual({ ended: true, ready: false });
      expect(performance.now() - sent).toBeLessThan(OBEYS);
    },
  };
}

function late(index: number): Experiment {
  const at = generator.below(300);
  return {
    name: `SIGTERM ${at} ms after it listens, ${index}`,
    run: async () => {
      const sidecar = await Sidecar.start(['--ready-after', `${1 + generator.below(300)}ms`]);
      await after(at);
      await sidecar.expectEnds();
    },
  };
}

/** Signals that mean nothing to it. */
function meaningless(signal: NodeJS.Signals): Experiment {
  return {
    name: `${signal}, twenty times`,
    run: async () => {
      const sidecar = await Sidecar.start(['--never-ready']);
      for (let count = 0; count < 20; count++) sidecar.running.kill(signal);
      await sidecar.expectLive();
      expect((await sidecar.asks('/ready')).status).toBe(503);
      await sidecar.expectEnds();
    },
  };
}

/** Few files: what cannot be accepted is not answered, and when they are free again it serves on. */
function files(index: number): Experiment {
  const most = 24 + generator.below(20);
  return {
    name: `${most} files, and more clients than that, ${index}`,
    run: async () => {
      const running = Sidecar.spawn(['--never-ready'], ['prlimit', `--nofile=${most}`]);
      await Promise.race([running.says('listening on '), running.outcome]);
      // With too few it can't begin: it has said so, and ended.
      if (running.child.exitCode === null && running.child.signalCode === null) {
        running.kill('SIGTERM');
        expect((await running.outcome).code).toBe(0);
      } else expect((await running.outcome).stdout).not.toContain('startgate: ready');
    },
  };
}

export const sidecarSignals: Family = {
  name: 'signals to the sidecar',
  controls: [],
  experiments: [...many(14, early), ...many(6, late), ...(['SIGWINCH', 'SIGCONT', 'SIGPIPE', 'SIGCHLD'] as const).map(meaningless), ...many(4, files)],
};
