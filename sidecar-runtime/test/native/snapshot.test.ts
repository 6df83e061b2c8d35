import { expect, test } from 'vitest';
import { symbolsOf } from '../../native/snapshot.mjs';
import { buildHostProgram } from './host-program.ts';

test('functions, hooks of classes and lists of functions are known by their definitions', () => {
  const source = [
    'static JSValue js_declared(JSContext *ctx);',
    'static JSValue js_slice(JSContext *ctx, JSValueConst self,',
    '                        int argc, JSValueConst *argv)',
    '{',
    'static void js_list_mark(JSRuntime *rt, JSValueConst val, JS_MarkFunc *mark_func)',
    '{',
    'static JSValue *js_place(JSValue (*get)(int), int n) {',
    'static const JSClassExoticMethods js_text_hooks = {',
    'static const JSCFunctionListEntry js_text_funcs[] = {',
    'static const int js_sizes[] = {',
    '    return js_called(ctx);',
  ].join('\n');
  expect(symbolsOf(source)).toBe('FUNCTION(js_list_mark)\nFUNCTION(js_place)\nFUNCTION(js_slice)\nHOOKS(js_text_hooks)\nLIST(js_text_funcs)\n');
});

test('a program that looks at the process before it begins is not built', async () => {
  await expect(buildHostProgram('early')).rejects.toThrow('record: InternalError: the main part must not look at the machine before host.start');
}, 600_000);

test.each([
  ['go-on', 'record: the rehearsal does not end'],
  ['fail', 'record: Error: it failed'],
])('a program that is rehearsed with %j is not built', async (argument, message) => {
  await expect(buildHostProgram('rehearsed', [[argument]])).rejects.toThrow(message);
}, 600_000);
