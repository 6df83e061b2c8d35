/** @typedef {Map<string, import('./assemblies.mjs').Library>} Libraries */

const NEEDS = 'The library runs in Node, and jsii starts Node by itself: Node 20.19 or newer must be installed.';
const RESULT = '`dist/shop.k8s.yaml` has the Deployment: the sidecar `proxy` and the waiter are init containers, and `app` starts after them.';

/**
 * @param {string} program
 * @param {Libraries} libraries
 */
export function pythonStart(program, libraries) {
  const { distName } = ours(libraries).python;
  return [
    `${NEEDS} Python 3.9 or newer works.`,
    `\`\`\`sh\npip install ${distName}    # installs cdk8s, cdk8s-plus-28 and constructs too\n\`\`\``,
    'Save this program as `main.py`:',
    `\`\`\`python\n${program}\n\`\`\``,
    '```sh\npython main.py\ncat dist/shop.k8s.yaml\n```',
    RESULT,
    'An option is a keyword argument. The types of the package are complete: `mypy --strict` finds a misspelt option.',
  ].join('\n\n');
}

/**
 * @param {string} program
 * @param {Libraries} libraries
 */
export function javaStart(program, libraries) {
  return [
    `${NEEDS} Java 11 or newer and Maven work. Save these lines as \`pom.xml\`:`,
    `\`\`\`xml\n${pom(libraries)}\n\`\`\``,
    'Save this program as `src/main/java/Main.java`:',
    `\`\`\`java\n${program}\n\`\`\``,
    '```sh\nmvn --quiet compile exec:java\ncat dist/shop.k8s.yaml\n```',
    RESULT,
    'Options have a builder. A misspelt option is an error of the compiler.',
  ].join('\n\n');
}

/**
 * The versions of the peers are fixed where they are managed: the library accepts a range, and Maven would read every version in it.
 *
 * @param {Libraries} libraries
 * @returns {string}
 */
function pom(libraries) {
  const dependencies = [...libraries.values()].map(({ java: { maven }, version }) => [
    '      <dependency>', `        <groupId>${maven.groupId}</groupId>`, `        <artifactId>${maven.artifactId}</artifactId>`,
    `        <version>${version}</version>`, '      </dependency>',
  ].join('\n'));
  const used = [...libraries.values()].map(({ java: { maven } }) => `    <dependency><groupId>${maven.groupId}</groupId><artifactId>${maven.artifactId}</artifactId></dependency>`);
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    '  <groupId>com.example</groupId>',
    '  <artifactId>shop</artifactId>',
    '  <version>1.0</version>',
    '  <properties>',
    '    <maven.compiler.source>11</maven.compiler.source>',
    '    <maven.compiler.target>11</maven.compiler.target>',
    '    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>',
    '    <exec.mainClass>Main</exec.mainClass>',
    '  </properties>',
    '  <dependencyManagement>',
    '    <dependencies>',
    ...dependencies,
    '    </dependencies>',
    '  </dependencyManagement>',
    '  <dependencies>',
    ...used,
    '  </dependencies>',
    '</project>',
  ].join('\n');
}

/**
 * @param {string} program
 * @param {Libraries} libraries
 */
export function goStart(program, libraries) {
  const { go, version } = ours(libraries);
  return [
    `${NEEDS} Go 1.25 or newer works.`,
    '```sh\nmkdir shop && cd shop\ngo mod init example.com/shop\n'
    + `go get ${go.path}@v${version}\n\`\`\``,
    'Save this program as `main.go`:',
    `\`\`\`go\n${program}\n\`\`\``,
    '```sh\ngo mod tidy\ngo run .\ncat dist/shop.k8s.yaml\n```',
    RESULT,
    '`jsii.String`, `jsii.Number` and `jsii.Strings` make the pointers that options are. A misspelt option is an error of the compiler.',
  ].join('\n\n');
}

/**
 * @param {Libraries} libraries
 * @returns {import('./assemblies.mjs').Library}
 */
function ours(libraries) {
  const [library] = libraries.values();
  if (library === undefined) throw new Error('there is no assembly: run "npm run build"');
  return library;
}
