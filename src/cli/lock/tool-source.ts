import { type Host, ProgramError, type ProgramLimits } from '../host';
import { ImageError } from './image-error';
import { type ImageSource, MOST_BYTES } from './image-source';

/** How a program is asked. */
interface Tool {
  /** Ends with 0 where the program is there with all that is needed. */
  readonly probe: readonly string[];
  readonly manifest: (asked: string) => readonly string[];
  /** The two digests are those of the manifest and of the configuration. */
  readonly config: (repository: string, manifest: string, config: string) => readonly string[];
  /** `docker` has no words for the bytes of a configuration: it checks their digest itself. */
  readonly exact: boolean;
  readonly install: string;
}

/** In the order in which they are looked for. */
const TOOLS: Readonly<Record<string, Tool>> = {
  crane: {
    probe: ['version'],
    manifest: (asked) => ['manifest', asked],
    config: (repository, _manifest, config) => ['blob', `${repository}@${config}`],
    exact: true,
    install: 'https://github.com/google/go-containerregistry/tree/main/cmd/crane',
  },
  skopeo: {
    probe: ['--version'],
    manifest: (asked) => ['inspect', '--raw', `docker://${asked}`],
    config: (repository, manifest) => ['inspect', '--raw', '--config', `docker://${repository}@${manifest}`],
    exact: true,
    install: 'https://github.com/containers/skopeo',
  },
  docker: {
    probe: ['buildx', 'version'],
    manifest: (asked) => ['buildx', 'imagetools', 'inspect', '--raw', asked],
    config: (repository, manifest) => ['buildx', 'imagetools', 'inspect', '--format', '{{json .Image}}', `${repository}@${manifest}`],
    exact: false,
    install: 'https://docs.docker.com/engine/install/, with buildx',
  },
  regctl: {
    probe: ['version'],
    manifest: (asked) => ['manifest', 'get', '--format', 'raw-body', asked],
    config: (repository, _manifest, config) => ['blob', 'get', repository, config],
    exact: true,
    install: 'https://github.com/regclient/regclient',
  },
};

export const TOOL_NAMES: readonly string[] = Object.keys(TOOLS);

/** A program of the path, with which the user is logged in at a registry. */
export class ToolSource implements ImageSource {
  readonly exact: boolean;
  private readonly tool: Tool;
  private readonly limits: ProgramLimits;

  /** @param name one of `TOOL_NAMES` */
  constructor(readonly name: string, private readonly host: Pick<Host, 'runProgram'>, seconds: number) {
    this.tool = TOOLS[name]!;
    this.exact = this.tool.exact;
    this.limits = { milliseconds: seconds * 1000, bytes: MOST_BYTES };
  }

  /** The first program that is there; undefined without any. */
  static async find(host: Pick<Host, 'runProgram'>, seconds: number): Promise<ToolSource | undefined> {
    for (const name of TOOL_NAMES) {
      const source = new ToolSource(name, host, seconds);
      if (await source.isThere()) return source;
    }
    return undefined;
  }

  manifest(asked: string): Promise<string> {
    return this.ask(this.tool.manifest(asked));
  }

  config(repository: string, manifest: string, config: string): Promise<string> {
    return this.ask(this.tool.config(repository, manifest, config));
  }

  private async isThere(): Promise<boolean> {
    try {
      return (await this.host.runProgram(this.name, this.tool.probe, this.limits)).code === 0;
    } catch (problem) {
      if (problem instanceof ProgramError) return false;
      throw problem;
    }
  }

  private async ask(words: readonly string[]): Promise<string> {
    const command = `"${this.name} ${words.join(' ')}"`;
    try {
      const { code, out, error } = await this.host.runProgram(this.name, words, this.limits);
      if (code === 0) return out;
      throw new ImageError(`can't be read: ${command} failed: ${said(error) || `it ended with ${code === null ? 'a signal' : code}`}`);
    } catch (problem) {
      if (!(problem instanceof ProgramError)) throw problem;
      switch (problem.kind) {
        case 'missing': throw new ImageError(`can't be read: "${this.name}" is not on the path: install ${this.name} (${this.tool.install}), or name another program with --with`);
        case 'too-slow': throw new ImageError(`can't be read: ${command} gave ${problem.message}: check the registry, or raise --timeout`);
        case 'too-much': throw new ImageError(`can't be trusted: ${command} printed ${problem.message}`);
        case 'other': throw new ImageError(`can't be read: can't run ${this.name}: ${problem.message}`);
      }
    }
  }
}

/** Letters of an error that are shown. */
const MOST_SAID = 500;

/** The lines of an error as one. */
function said(error: string): string {
  return error.split('\n').map((line) => line.trim()).filter((line) => line !== '').join('; ').slice(0, MOST_SAID);
}
