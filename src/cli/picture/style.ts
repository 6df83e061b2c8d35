import { paletteStyle } from './palette';

const MONO = 'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace';
const SANS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans","Liberation Sans",sans-serif';

/** Font sizes in pixels. */
export const SIZE = { title: 16, name: 13, small: 11 } as const;

/** The style of every picture; roles and verdicts are classes that only set `--tone` and `--fill`. */
export function pictureStyle(): string {
  return [
    paletteStyle(),
    `svg text{font-family:${SANS};font-size:${SIZE.small}px;fill:var(--muted)}`,
    `svg .title{font-size:${SIZE.title}px;font-weight:600;fill:var(--text)}`,
    `svg .heading{font-weight:600;fill:var(--text)}`,
    `svg .name{font-family:${MONO};font-size:${SIZE.name}px;fill:var(--text)}`,
    `svg .surface{fill:var(--surface)}svg .lane{fill:var(--lane)}svg .grid{stroke:var(--grid);stroke-width:1}`,
    ...['init', 'native', 'regular', 'outside'].map((role) => `svg .${role}{--tone:var(--${role});--fill:var(--${role}Fill)}`),
    'svg .injected{--tone:var(--outside);--fill:var(--outsideFill)}',
    ...['closed', 'open', 'none'].map((verdict) => `svg .${verdict}{--tone:var(--${verdict})}`),
    'svg .rejected{--tone:var(--open)}',
    'svg .box{fill:var(--fill);stroke:var(--tone);stroke-width:1.25}svg .strip,svg .bar,svg .dot{fill:var(--tone)}svg .bar{rx:3px}svg .injected .box,svg .outside .box{stroke-dasharray:4 3}svg .dot{stroke:var(--surface);stroke-width:1.5}',
    'svg .runs{stroke:var(--tone);stroke-width:2;opacity:.55}svg .waits{stroke:var(--line);stroke-width:1.25;stroke-dasharray:1.5 4;stroke-linecap:round}svg .guards{stroke:var(--line);stroke-width:1.5;stroke-dasharray:5 3}',
    'svg .near{fill:none;stroke:transparent;stroke-width:12}svg .arrow,svg .wire{fill:none;stroke:var(--line);stroke-width:1.5}svg .wire{stroke-width:1}svg .open .arrow{stroke:var(--tone);stroke-dasharray:5 3}svg .none .arrow{stroke-dasharray:1.5 4;stroke-linecap:round}svg .head{fill:var(--line)}svg .open .head{fill:var(--tone)}',
    'svg .frame{fill:var(--surface);stroke:var(--tone);stroke-width:1.25}svg .leaf{fill:var(--tone)}svg .knob{fill:var(--surface)}svg .none .frame{stroke-dasharray:2 2}',
    'svg .lit .box,svg .lit .bar{stroke:var(--focus);stroke-width:3}svg .lit .arrow,svg .lit .wire{stroke:var(--focus);stroke-width:2.5}svg .lit .head{fill:var(--focus)}svg .lit .lane{fill:var(--fill)}',
  ].join('');
}
