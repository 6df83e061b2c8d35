/** The time of every file in a package, in seconds, so that a second build has the same bytes: what npm gives to files of its tarballs. */
const NPM = 499_162_500;

/** @returns {number} `SOURCE_DATE_EPOCH` of the caller, if there is one (https://reproducible-builds.org/specs/source-date-epoch/) */
export function epoch() {
  return Number(process.env.SOURCE_DATE_EPOCH ?? NPM);
}

/** @returns {string} the same, such as 1985-10-26T08:15:00Z */
export function timestamp() {
  return new Date(epoch() * 1000).toISOString().replace('.000', '');
}
