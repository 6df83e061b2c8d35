/**
 * The script of a page: a part under the pointer lights up everywhere on the page. The browser runs this source unchanged.
 * Without the script, the page still shows everything.
 *
 * A part has the keys of its containers. A pointer on a container lights the container and its gates; on a gate, both containers.
 */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const parts = [...document.querySelectorAll('.part')].map((element) => ({ element, keys: element.dataset.keys.split(' ') }));
  const byElement = new Map(parts.map((part) => [part.element, part]));
  let pinned;
  const partOf = (event) => byElement.get(event.target.closest && event.target.closest('.part'));
  const light = (chosen) => {
    for (const { element, keys } of parts) {
      const inside = chosen && keys.every((key) => chosen.keys.includes(key));
      const touches = chosen && chosen.keys.length === 1 && keys.includes(chosen.keys[0]);
      element.classList.toggle('lit', Boolean(inside || touches));
    }
  };
  const bring = (chosen) => {
    for (const { element, keys } of parts) {
      if (element === chosen.element || !element.classList.contains('lines') || keys[0] !== chosen.keys.at(-1)) continue;
      const pane = element.closest('.manifest');
      pane.scrollTop += element.getBoundingClientRect().top - pane.getBoundingClientRect().top - 40;
    }
  };
  const pin = (chosen) => {
    if (pinned) pinned.element.removeAttribute('aria-pressed');
    pinned = chosen;
    if (chosen) {
      chosen.element.setAttribute('aria-pressed', 'true');
      bring(chosen);
    }
    light(chosen);
  };
  for (const { element } of parts) {
    if (!element.closest('.graph, .manifest, .gates')) continue;
    element.setAttribute('tabindex', '0');
    element.setAttribute('role', 'button');
  }
  document.addEventListener('pointerover', (event) => light(partOf(event) || pinned));
  document.documentElement.addEventListener('pointerleave', () => light(pinned));
  document.addEventListener('focusin', (event) => {
    const chosen = partOf(event);
    light(chosen || pinned);
    if (chosen && event.target.matches(':focus-visible')) bring(chosen);
  });
  document.addEventListener('focusout', () => light(pinned));
  document.addEventListener('click', (event) => pin(partOf(event)));
  document.addEventListener('keydown', (event) => {
    const chosen = partOf(event);
    if (event.key === 'Escape') pin(undefined);
    else if (chosen && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      pin(pinned === chosen ? undefined : chosen);
    }
  });
})();
`;
