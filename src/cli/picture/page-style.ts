/** The style of a page around its pictures; the colours come from the pictures. */
export const PAGE_STYLE = [
  ':root{color-scheme:light dark}*{box-sizing:border-box}',
  'body{margin:0;padding:0 24px 24px;background:var(--surface);color:var(--text);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif}',
  'header{padding:20px 0 4px}h1{font-size:18px;margin:0}header p{margin:4px 0 0;color:var(--muted)}kbd{font:12px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;border:1px solid var(--grid);border-radius:4px;padding:1px 5px}',
  'section{display:grid;grid-template-columns:minmax(0,1fr) minmax(320px,36%);gap:24px;align-items:start;border-top:1px solid var(--grid);margin-top:20px;padding-top:12px}',
  '.picture{overflow-x:auto;margin-left:-24px}.picture svg,.legend-picture svg{display:block}.legend-picture{overflow-x:auto;margin-left:-24px}',
  '.manifest{position:sticky;top:12px;max-height:calc(100vh - 24px);overflow:auto;margin:0;padding:10px 0;background:var(--lane);border:1px solid var(--grid);border-radius:6px;font:12px/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;tab-size:2}',
  '.manifest code{font:inherit;display:block;width:max-content;min-width:100%}.lines{display:block;padding:0 14px;white-space:pre;border-left:3px solid transparent}',
  '.init{--tone:var(--init);--fill:var(--initFill)}.native{--tone:var(--native);--fill:var(--nativeFill)}.regular{--tone:var(--regular);--fill:var(--regularFill)}.injected,.outside{--tone:var(--outside);--fill:var(--outsideFill)}',
  '.lines.part{margin:2px 0;border-left-color:var(--tone);cursor:pointer}.lines.lit{background:var(--fill);border-left-width:6px;padding-left:11px}',
  '.gates{margin:0;padding:0;list-style:none;color:var(--muted)}.gates li{padding:4px 8px;border-left:3px solid transparent;cursor:pointer}.gates b{color:var(--text);font-weight:600}.gates .lit{border-left-color:var(--focus);background:var(--lane)}',
  '.findings{margin:16px 0 0;padding:0;list-style:none}.findings li{padding:4px 8px;color:var(--muted)}.findings b{color:var(--muted)}.findings .error b{color:var(--open)}.findings .warning b{color:var(--warning)}',
  '[tabindex]:focus-visible{outline:2px solid var(--focus);outline-offset:1px}svg .part{cursor:pointer}svg .part:focus{outline:none}svg .part:focus-visible .box,svg .part:focus-visible .frame{stroke:var(--focus);stroke-width:3}',
  '@media (max-width:1000px){section{grid-template-columns:minmax(0,1fr)}.manifest{position:static;max-height:60vh}}',
].join('');
