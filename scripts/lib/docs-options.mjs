const USAGE = `usage: npm run docs [-- OPTION…]

docs makes the documentation site in site/dist/, from the documents of this repository.

  --serve      then shows the site on this machine, at an address that it prints
  --base PATH  the path under which the site will be served, such as /cdk8s-startgate/ (default: /)
  --help       prints this help
`;

/**
 * @typedef {object} DocsOptions
 * @property {boolean} serve
 * @property {string} base
 * @property {string} [help] what to print instead of anything else
 */

/**
 * @param {string[]} args
 * @returns {DocsOptions}
 * @throws Error when an option is unknown or its value is wrong
 */
export function docsOptions(args) {
  /** @type {DocsOptions} */
  const options = { serve: false, base: '/' };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (arg === '--help') options.help = USAGE;
    else if (arg === '--serve') options.serve = true;
    else if (arg === '--base') options.base = basePath(args[++at]);
    else throw new Error(`unknown option: "${arg}". Allowed: --serve, --base PATH, --help`);
  }
  return options;
}

/** @param {string | undefined} path */
function basePath(path) {
  if (path === undefined || !/^\/(?:[\w.-]+\/)*$/u.test(path)) {
    throw new Error(`--base is a path that begins and ends with "/", such as /cdk8s-startgate/; got "${path ?? ''}"`);
  }
  return path;
}
