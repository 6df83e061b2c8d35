import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { MAVEN_LOCAL } from '../../scripts/lib/bindings/cache.mjs';
import { maven } from '../../scripts/lib/bindings/java.mjs';
import { peers } from '../../scripts/lib/bindings/peers.mjs';
import { capture } from '../../scripts/lib/exec.mjs';
import { wrapJava } from '../../scripts/lib/languages/java.mjs';
import { ARTEFACTS } from '../../scripts/lib/paths.mjs';
import { STORIES } from './typescript/stories';
import { blocksOf, EXAMPLES, expectedFiles, filesIn, INPUTS, LINES, must, PROGRAMS, source, withoutOrder, workspace } from './workspace';

const SOURCES = 'src/main/java';
const [POM] = blocksOf('java', 'xml');
const [PAGE_PROGRAM] = blocksOf('java', 'java');

let folder: string;
let classpath: string;
let stories: Record<string, string>;

/** Runs a class of the project. */
function java(className: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  return must(folder, 'java', ['-cp', classpath, className, ...args], env);
}

/** The project of the page, which finds in folders what it would find in Maven Central. */
function pom(): string {
  const folders = [join(ARTEFACTS, 'java'), peers().maven];
  const repositories = folders.map((path, index) => `<repository><id>folder-${index}</id><url>file://${path}</url></repository>`);
  return POM!.replace('</project>', `<repositories>${repositories.join('')}</repositories></project>`);
}

async function mustMaven(cwd: string, args: string[]): Promise<void> {
  const { code, output } = await maven(cwd, MAVEN_LOCAL, args);
  if (code !== 0) throw new Error(`mvn ${args.join(' ')} ended with ${code}\n${output}`);
}

beforeAll(async () => {
  // Maven never looks again at a version that it has
  rmSync(join(MAVEN_LOCAL, 'dev', 'startgate'), { recursive: true, force: true });
  folder = workspace('java', {
    ...INPUTS,
    'pom.xml': pom(),
    [`${SOURCES}/Stories.java`]: source('java', SOURCES, 'Stories.java'),
    'Misspelt.java': source('java', 'Misspelt.java'),
    ...Object.fromEntries(PROGRAMS.map((each) => [`${SOURCES}/${each.name}/Main.java`, `package ${each.name};\n\n${each.java}\n`])),
    ...Object.fromEntries(LINES.map((each) => [`${SOURCES}/${each.name}/Lines.java`, `package ${each.name};\n\n${wrapJava('Lines', each.java, [...each.declared])}`])),
  });
  await mustMaven(folder, ['compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath']);
  classpath = `target/classes:${readFileSync(join(folder, 'classpath'), 'utf8').trim()}`;
  mkdirSync(join(folder, 'stories'));
  await java('Stories', ['stories']);
  stories = filesIn(join(folder, 'stories'));
}, 600_000);

test.each(Object.entries(STORIES))('the story %s is the same in Java', (name, story) => {
  // jsii adds the stack of Node to a message in Java
  const told = name === 'cycle' ? stories[name]!.split('\n@jsii/kernel')[0] : stories[name];
  expect(told).toBe(name === 'cycle' ? `Error: ${story()}` : story());
});

test('the compiler names an option that is misspelt', async () => {
  const { code, output } = await capture('javac', ['-cp', classpath, '-d', 'target/misspelt', 'Misspelt.java'], { cwd: folder });
  expect([code, output.split('\n').filter((line) => /error|symbol: /u.test(line)).map((line) => line.trim())]).toEqual([
    1, ['Misspelt.java:6: error: cannot find symbol', 'symbol:   method redyWhen(Check)', '1 error'],
  ]);
});

test('the page has the first example as its program', () => {
  expect(PAGE_PROGRAM).toBe(EXAMPLES[0]!.java);
});

test('the commands of the page compile and run its program', async () => {
  const page = workspace('java-page', { 'pom.xml': pom(), [`${SOURCES}/Main.java`]: PAGE_PROGRAM! });
  await mustMaven(page, ['compile', 'exec:java']);
  expect(filesIn(join(page, 'dist'))).toEqual(expectedFiles(EXAMPLES[0]!));
});

describe('each whole example writes the same files', () => {
  test.each(PROGRAMS)('$page, line $line', async (example) => {
    const outdir = join(folder, 'dist', example.name);
    await java(`${example.name}.Main`, [], { CDK8S_OUTDIR: outdir });
    expect(withoutOrder(filesIn(outdir), example.java)).toEqual(withoutOrder(expectedFiles(example), example.java));
  });
});
