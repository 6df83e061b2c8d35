import { SIZE, pictureStyle } from '../../src/cli/picture/style';
import { element, escapeXml } from '../../src/cli/picture/xml';
import { MEASURED } from '../../src/private/explanation/measured';
import type { EdgeMechanism } from '../../src/private/plan/mechanism-choice';
import { OTHERWISE, QUESTIONS, type Question } from './decision';

const WIDTH = 600;
const MARGIN = 20;
const QUESTION = { x: MARGIN, width: 292 } as const;
const ANSWER = { x: 372, width: WIDTH - MARGIN - 372, height: 50 } as const;
const LINE = 15;
const GAP = 26;

const NAMES: Readonly<Record<EdgeMechanism, string>> = {
  'order': 'init container', 'guard': 'GUARD', 'init-waiter': 'INIT_WAITER', 'native': 'NATIVE', 'native-waiter': 'NATIVE_WAITER',
  'post-start': 'POST_START',
};

/** What opens the gate, as real kubelets have shown. */
function verdictOf(mechanism: EdgeMechanism): { text: string; verdict: 'closed' | 'open' } {
  const faults = mechanism === 'order' ? [] : Object.keys(MEASURED.opened[mechanism]);
  if (faults.length === 0) return { text: 'no fault opens it', verdict: 'closed' };
  if (faults.length > 1) return { text: `${faults.length} faults open it`, verdict: 'open' };
  return { text: faults[0]!.startsWith('the kubelet restarts') ? 'a kubelet restart opens it' : 'one fault opens it', verdict: 'open' };
}

/** The decision as one picture: the questions below one another, and to the right of each what is chosen when the answer is yes. */
export function decisionPicture(): string {
  let y = MARGIN + 30;
  const parts = QUESTIONS.map((question) => {
    const height = 34 + question.details.length * LINE;
    const part = drawQuestion(question, y, height);
    y += height + GAP;
    return part;
  });
  const last = drawAnswer(OTHERWISE, QUESTION.x, y, QUESTION.width);
  const height = y + ANSWER.height + MARGIN;
  return `${element(
    'svg', { xmlns: 'http://www.w3.org/2000/svg', width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, role: 'img' },
    element('title', {}, 'Which mechanism the library chooses for a dependency'),
    element('style', {}, `${pictureStyle()}svg .asked{fill:var(--lane);stroke:var(--line)}svg .chosen{fill:var(--surface);stroke:var(--tone);stroke-width:1.5}svg .said{fill:var(--tone)}`),
    element('rect', { class: 'surface', width: WIDTH, height }),
    element('text', { class: 'title', x: MARGIN, y: MARGIN + 10 }, 'Which mechanism?'),
    ...parts, last,
  )}\n`;
}

function drawQuestion({ question, details, mechanism, remark }: Question, y: number, height: number): string {
  const middle = y + height / 2;
  const { x, width } = QUESTION;
  return element(
    'g', { class: 'part' },
    element('rect', { class: 'asked', x, y, width, height, rx: 6 }),
    element('text', { class: 'heading', x: x + 12, y: y + 21, style: `font-size:${SIZE.name}px` }, escapeXml(question)),
    ...details.map((line, index) => element('text', { x: x + 12, y: y + 38 + index * LINE }, escapeXml(line))),
    arrow(`M${x + width} ${middle}H${ANSWER.x - 7}`, `M${ANSWER.x - 8} ${middle - 4}l8 4l-8 4z`),
    element('text', { x: x + width + 16, y: middle - 6 }, 'yes'),
    arrow(`M${x + 40} ${y + height}V${y + height + GAP - 7}`, `M${x + 36} ${y + height + GAP - 8}l4 8l4 -8z`),
    element('text', { x: x + 50, y: y + height + GAP / 2 + 4 }, 'no'),
    drawAnswer(mechanism, ANSWER.x, middle - ANSWER.height / 2, ANSWER.width, remark),
  );
}

function arrow(line: string, head: string): string {
  return element('path', { class: 'arrow', d: line }) + element('path', { class: 'head', d: head });
}

function drawAnswer(mechanism: EdgeMechanism, x: number, y: number, width: number, remark?: string): string {
  const { text, verdict } = remark === undefined ? verdictOf(mechanism) : { text: remark, verdict: 'none' };
  return element(
    'g', { class: `part ${verdict}` },
    element('rect', { class: 'chosen', x, y, width, height: ANSWER.height, rx: 6 }),
    element('text', { class: 'name', x: x + 12, y: y + 21 }, NAMES[mechanism]),
    element('text', { class: 'said', x: x + 12, y: y + 38 }, text),
  );
}
