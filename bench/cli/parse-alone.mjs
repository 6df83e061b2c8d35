// What `check` and `apply` can't do without: the file read, and its YAML parsed, and printed, by the parser that the command line
// uses, document by document.
import { readFileSync } from 'node:fs';
import { Composer, Parser } from 'yaml';

const [file, what] = process.argv.slice(2);
let count = 0;
let printed = 0;
for (const document of new Composer({ uniqueKeys: false, logLevel: 'silent' }).compose(new Parser().parse(readFileSync(file, 'utf8')))) {
  if (what === 'values') document.toJS();
  if (what === 'print') printed += String(document).length;
  count++;
}
process.stdout.write(`${count} ${printed}\n`);
