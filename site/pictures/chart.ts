import { scaleLinear, scaleLog } from 'd3-scale';
import { SIZE, pictureStyle } from '../../src/cli/picture/style';
import { textWidth } from '../../src/cli/picture/text-size';
import { element, escapeXml } from '../../src/cli/picture/xml';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** 95 % of the runs are at most this. */
  readonly p95?: number;
  /** What the value is compared with: another tool, or no gate at all. */
  readonly peer?: boolean;
}

export interface Chart {
  readonly title: string;
  /** What the axis shows, with its unit. */
  readonly axis: string;
  readonly unit: string;
  /** A logarithmic axis has no zero: its values are points, not bars. */
  readonly logarithmic?: boolean;
  readonly bars: readonly Bar[];
  /** What the colours stand for. */
  readonly ours: string;
  readonly peers?: string;
}

const WIDTH = 600;
const MARGIN = 20;
const ROW = 38;
const TOP = 74;
const STYLE = 'svg .ours{--tone:var(--native)}svg .peer{--tone:var(--outside)}svg .mark{fill:var(--tone)}svg .spread{stroke:var(--tone);stroke-width:2}svg .label,svg .value{fill:var(--text)}svg .label{font-size:12px}svg .label,svg .value{paint-order:stroke;stroke:var(--surface);stroke-width:4px}';

/** A chart that lies: a label above each value, so that it is legible on a small screen. */
export function drawChart(chart: Chart): string {
  const { bars, title, axis, logarithmic } = chart;
  const most = Math.max(...bars.map(({ value, p95 }) => Math.max(value, p95 ?? 0)));
  const least = Math.min(...bars.map(({ value }) => value));
  const widest = Math.max(...bars.map((bar) => textWidth(valueText(bar, chart.unit), SIZE.small, 'sans')));
  const range: [number, number] = [MARGIN, WIDTH - MARGIN - widest - 12];
  const scale = logarithmic
    ? scaleLog().domain([10 ** Math.floor(Math.log10(least)), most]).range(range)
    : scaleLinear().domain([0, most]).range(range);
  const ticks = logarithmic ? scale.ticks().filter((tick) => Number.isInteger(Math.log10(tick))) : scale.ticks(5);
  const bottom = TOP + bars.length * ROW + 4;
  const height = bottom + 44 + MARGIN / 2;
  return `${element(
    'svg', { xmlns: 'http://www.w3.org/2000/svg', width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}`, role: 'img' },
    element('title', {}, escapeXml(title)),
    element('style', {}, pictureStyle() + STYLE),
    element('rect', { class: 'surface', width: WIDTH, height }),
    element('text', { class: 'title', x: MARGIN, y: MARGIN + 10 }, escapeXml(title)),
    ...legend(chart),
    ...ticks.map((tick) => drawTick(scale(tick), bottom, tick)),
    element('text', { x: MARGIN, y: bottom + 36 }, escapeXml(logarithmic ? `${axis}, each line ten times the one before` : axis)),
    ...bars.map((bar, index) => drawBar(bar, TOP + index * ROW, scale, chart)),
  )}\n`;
}

function legend({ ours, peers, bars }: Chart): string[] {
  const words = [
    { text: ours, class: 'ours' },
    ...(peers === undefined ? [] : [{ text: peers, class: 'peer' }]),
  ];
  let x = MARGIN;
  const marks = words.map(({ text, class: tone }) => {
    const at = x;
    x += textWidth(text, SIZE.small, 'sans') + 34;
    return element('g', { class: tone },
      element('rect', { class: 'mark', x: at, y: MARGIN + 22, width: 10, height: 10, rx: 2 }),
      element('text', { x: at + 16, y: MARGIN + 31 }, escapeXml(text)));
  });
  const spread = bars.some(({ p95 }) => p95 !== undefined) ? [element('text', { x, y: MARGIN + 31 }, 'the line ends at 95 % of the runs')] : [];
  return [...marks, ...spread];
}

function drawTick(x: number, bottom: number, tick: number): string {
  return element('path', { class: 'grid', d: `M${x.toFixed(1)} ${TOP}V${bottom}` })
    + element('text', { x, 'y': bottom + 16, 'text-anchor': 'middle' }, numberText(tick));
}

function drawBar(bar: Bar, y: number, scale: (value: number) => number, { logarithmic, unit }: Chart): string {
  const { label, value, p95, peer } = bar;
  const [start, end, middle] = [MARGIN, scale(value), y + 23];
  const mark = logarithmic
    ? element('circle', { class: 'mark', cx: end, cy: middle, r: 5 })
    : element('rect', { class: 'mark', x: start, y: middle - 6, width: Math.max(1, end - start), height: 12, rx: 2 });
  const spread = p95 === undefined ? '' : element('path', {
    class: 'spread', d: `M${end.toFixed(1)} ${middle}H${scale(p95).toFixed(1)}M${scale(p95).toFixed(1)} ${middle - 4}v8`,
  });
  const after = Math.max(end, p95 === undefined ? 0 : scale(p95)) + 9;
  return element(
    'g', { class: peer === true ? 'peer' : 'ours' },
    element('text', { class: 'label', x: MARGIN, y: y + 12 }, escapeXml(label)),
    spread, mark,
    element('text', { class: 'value', x: after, y: middle + 4 }, valueText(bar, unit)),
  );
}

function valueText({ value }: Bar, unit: string): string {
  return `${numberText(value)} ${unit}`.trimEnd();
}

function numberText(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 2 });
}
