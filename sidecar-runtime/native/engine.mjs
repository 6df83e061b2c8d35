import { BuildError } from './command.mjs';

/** What stands in a table of the engine for one function or accessor of JavaScript's own objects: its name is the first argument. */
const ENTRY = /^ *JS_(CFUNC_DEF2?|CFUNC_MAGIC_DEF|CFUNC_SPECIAL_DEF|ITERATOR_NEXT_DEF|CGETSET_DEF|CGETSET_MAGIC_DEF|ALIAS_DEF|ALIAS_BASE_DEF)\( *"([A-Za-z_]\w*)"(?:, *"(\w+)")?.*\),?$/;

/** What the engine has a number for: where it is listed, and where the engine itself looks it up. */
const NUMBERED = /^DEF\(\w+, *"(\w+)"/gm;
const LOOKED_UP = /\bJS_ATOM_(\w+)/g;

/**
 * What a program names. Its bytecode lists that, but for what the engine has a number for: that may be any word of it.
 *
 * @param {string} atoms quickjs-atom.h
 * @param {string} bytecode bytecode.h
 * @param {readonly string[]} scripts
 * @returns {readonly string[]}
 */
export function namesOf(atoms, bytecode, scripts) {
  const numbered = new Set([...atoms.matchAll(NUMBERED)].map(([, name]) => name));
  const words = scripts.flatMap((script) => script.match(/[A-Za-z_]\w*/g) ?? []).filter((word) => numbered.has(word));
  const listed = [...bytecode.matchAll(/^\/\/ name: (.+)$/gm)].map(([, name]) => name ?? '');
  return [...new Set([...words, ...listed])].sort();
}

/**
 * The source of the engine without the functions of JavaScript's own objects that a program never names: what no table
 * leads to, the linker leaves out. The executable is smaller for it, and has less to set up at each start.
 * What the engine itself looks up by name stays, and so does what has no plain name, such as `[Symbol.iterator]`.
 *
 * @param {string} source quickjs.c
 * @param {readonly string[]} names what the program names, all of it
 */
export function leaveOutUnnamed(source, names) {
  const named = new Set([...[...source.matchAll(LOOKED_UP)].map(([, name]) => name), ...names]);
  const lines = source.split('\n');
  // An alias is the function that it stands for.
  for (const line of lines) {
    const [, , name, meant] = ENTRY.exec(line) ?? [];
    if (meant !== undefined && named.has(name)) named.add(meant);
  }
  return lines.filter((line) => {
    const name = ENTRY.exec(line)?.[2];
    return name === undefined || named.has(name);
  }).join('\n');
}

/** Places of quickjs.c that are others here, each of which must be there once. */
const REPLACED = /** @type {const} */ ([
  // Where a block is in memory must not decide where its shape or its key stands in a table that is recorded.
  ['shape_hash(1, (uintptr_t)proto)', 'shape_hash(1, (uintptr_t)proto - SNAPSHOT_BASE)'],
  ['(uint64_t)(uintptr_t)proto >> 32', '(uint64_t)((uintptr_t)proto - SNAPSHOT_BASE) >> 32'],
  ['h = (uintptr_t)JS_VALUE_GET_PTR(key) * 3163', 'h = ((uintptr_t)JS_VALUE_GET_PTR(key) - SNAPSHOT_BASE) * 3163'],
  // Nor must the time: begin_snapshot sets it.
  ['ctx->random_state = js__gettimeofday_us()', 'ctx->random_state = 1'],
  // A process that lives for a millisecond asks for few blocks of each size, and pays for each page.
  ['#define JS_ARENA_SIZE              4096', '#define JS_ARENA_SIZE              2048'],
  // Each collection looks at the whole heap, which is cold mostly: circles are left behind until they are worth it, however large the heap is.
  ['rt->malloc_gc_threshold = rt->malloc_state.malloc_size +\n            (rt->malloc_state.malloc_size >> 1);', 'rt->malloc_gc_threshold = rt->malloc_state.malloc_size + MEMORY_A_COLLECTION;'],
  // A new function has no properties yet: each closure gets these two, which need not be looked for. No function has the
  // first one alone for long: the shape that it has then is kept, or each closure would make its own.
  ['JS_DefinePropertyValue(ctx, func_obj, JS_ATOM_length, js_int32(len),\n                           JS_PROP_CONFIGURABLE);', 'JSProperty *own = add_property(ctx, JS_VALUE_GET_OBJ(func_obj), JS_ATOM_length, JS_PROP_CONFIGURABLE);\n    if (own != NULL) own->u.value = js_int32(len);\n    if (own != NULL && JS_REF_COUNT(JS_VALUE_GET_OBJ(func_obj)->shape) == 1) js_dup_shape(JS_VALUE_GET_OBJ(func_obj)->shape);'],
  ['JS_DefinePropertyValue(ctx, func_obj, JS_ATOM_name,\n                           JS_AtomToString(ctx, name), JS_PROP_CONFIGURABLE);', 'own = own == NULL ? NULL : add_property(ctx, JS_VALUE_GET_OBJ(func_obj), JS_ATOM_name, JS_PROP_CONFIGURABLE);\n    if (own != NULL) own->u.value = JS_AtomToString(ctx, name);'],
  // An error of a class of the program's own is one that somebody expects: it needs no trace. The others get theirs once.
  ['    build_backtrace(ctx, obj, JS_UNDEFINED, NULL, 0, 0, JS_BACKTRACE_FLAG_SKIP_FIRST_LEVEL);\n    return obj;', '    if (JS_VALUE_GET_PTR(new_target) != JS_VALUE_GET_PTR(JS_GetActiveFunction(ctx))) JS_VALUE_GET_OBJ(obj)->u.object_data = JS_AtomToString(ctx, JS_ATOM_empty_string);\n    else build_backtrace(ctx, obj, JS_UNDEFINED, NULL, 0, 0, JS_BACKTRACE_FLAG_SKIP_FIRST_LEVEL);\n    return obj;'],
  ['if (needs_backtrace(rt->current_exception)\n    || JS_IsUndefined(ctx->error_back_trace)) {', 'if (needs_backtrace(rt->current_exception)) {'],
  // A program is scripts: nothing leads to modules.
  ['} else if (tag == JS_TAG_MODULE) {\n        JSModuleDef *m;', '} else if (false) {\n        JSModuleDef *m;'],
  ['obj = JS_ReadModule(s);', 'obj = JS_ThrowSyntaxError(ctx, "no modules");'],
  ['val = js_dynamic_import(ctx, sp[-2], sp[-1]);', 'val = JS_ThrowTypeError(ctx, "no modules");'],
  ['    js_module_ns_autoinit, /*', '    NULL, /*'],
  // The engine reads numbers itself everywhere else: the one of the C library is as large as its whole JSON.
  ['strtod((const char *)p_start, NULL)', 'js_atod((const char *)p_start, NULL, 10, 0, &(JSATODTempMem){0})'],
]);

/** Functions that the engine has as bytecode, and where it leads to them. */
const IN_BYTECODE = ['fromAsync', 'zip', 'zipKeyed'];
const LEADS_TO_BYTECODE = /** @type {const} */ (['    js_bytecode_autoinit, /*', '    NULL, /*']);

/**
 * The source of the engine so that it can be recorded: see snapshot.mjs.
 *
 * @param {string} source quickjs.c
 * @param {readonly string[]} names what the program names
 * @throws BuildError it is another version of the engine
 */
export function makeRecordable(source, names) {
  const replaced = IN_BYTECODE.some((name) => names.includes(name)) ? REPLACED : [...REPLACED, LEADS_TO_BYTECODE];
  return replaced.reduce((text, [from, to]) => {
    const [before, after, more] = text.split(from);
    if (after === undefined || more !== undefined) throw new BuildError(`quickjs.c must have "${from}" once`);
    return `${before}${to}${after}`;
  }, source);
}
