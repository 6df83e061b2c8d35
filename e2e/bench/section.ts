/** The heading of what this bench writes; it stands last on the page, and `npm run bench` leaves it alone. */
export const HEADING = '## On a real kubelet';

/** The page with this section in the place of the earlier one. */
export function withSection(page: string, section: string): string {
  const at = page.indexOf(`\n${HEADING}\n`);
  const rest = at < 0 ? page.trimEnd() : page.slice(0, at).trimEnd();
  return `${rest}\n\n${HEADING}\n\n${section.trim()}\n`;
}
