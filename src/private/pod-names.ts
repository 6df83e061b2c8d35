/** The names and places that an order takes in a Pod. */

/** The folder under which waiter and state are mounted. */
export const OUR_FOLDER = '/run/startgate';

/** Whether a mount is there, however its path is written: `/run//startgate/./bin` is the same place. */
export function isInOurFolder(path: string): boolean {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}/`.startsWith(`${OUR_FOLDER}/`);
}

/** Where an installed waiter is in a container. */
export const WAITER_FOLDER = `${OUR_FOLDER}/bin`;
export const INSTALLED_WAITER = `${WAITER_FOLDER}/startgate`;
/** Where the states of the Pod's containers are. */
export const STATE_DIRECTORY = `${OUR_FOLDER}/state`;
/** The volume that holds the states, and the waiter where an init container installs it. */
export const VOLUME_NAME = 'startgate';
/** The image volume that brings the waiter. */
export const IMAGE_VOLUME_NAME = 'startgate-image';
/** The init container that installs the waiter. */
export const INSTALLER_NAME = 'startgate-install';
/** The init container that waits; further ones have a number behind it. */
export const WAITER_NAME = 'startgate-wait';
export function isWaiterName(name: string): boolean {
  return /^startgate-wait(?:-[1-9][0-9]*)?$/u.test(name);
}
/** The annotation of the Pod template that carries the order to people and tools. */
export const ORDER_ANNOTATION = 'startgate.dev/order';
