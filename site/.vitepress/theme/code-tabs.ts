import { computed, defineComponent, h, nextTick, onMounted, useId, useTemplateRef, type VNode } from 'vue';
import { chooseLanguage, LANGUAGES, language, type Language, recallLanguage } from './language';

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/**
 * One example in several languages: a slot for each. The choice holds for the whole site.
 *
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export const CodeTabs = defineComponent({
  name: 'CodeTabs',
  setup(_props, { slots }) {
    const id = useId();
    const list = useTemplateRef<HTMLElement>('list');
    const names = computed(() => (Object.keys(LANGUAGES) as Language[]).filter((name) => slots[name] !== undefined));
    const shown = computed(() => (names.value.includes(language.value) ? language.value : 'ts'));
    onMounted(recallLanguage);

    const onKeydown = (event: KeyboardEvent): void => {
      const step = STEPS[event.key];
      if (step === undefined) return;
      event.preventDefault();
      chooseLanguage(names.value[step(names.value.indexOf(shown.value), names.value.length)]!);
      void nextTick(() => list.value?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
    };
    const tab = (name: Language): VNode => h('button', {
      'type': 'button', 'role': 'tab', 'id': `${id}-tab-${name}`, 'aria-controls': `${id}-${name}`, 'aria-selected': name === shown.value,
      'tabindex': name === shown.value ? 0 : -1, 'onClick': () => chooseLanguage(name),
    }, LANGUAGES[name]);
    const panel = (name: Language): VNode => h('div', {
      'role': 'tabpanel', 'id': `${id}-${name}`, 'aria-labelledby': `${id}-tab-${name}`, 'hidden': name !== shown.value,
    }, slots[name]!());

    return () => h('div', { class: 'code-tabs' }, [
      h('div', { 'ref': 'list', 'role': 'tablist', 'aria-label': 'Language of the example', onKeydown }, names.value.map(tab)),
      ...names.value.map(panel),
    ]);
  },
});
