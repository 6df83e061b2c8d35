/** The names and places that an order takes in a Pod. */

/** The folder under which binary and state are mounted. */
export const OUR_FOLDER = '/run/startgate';
export function isInOurFolder(path: string): boolean {
  return path === OUR_FOLDER || path.startsWith(`${OUR_FOLDER}/`);
}

/** Where an installed binary stands in a container. */
export const BINARY_FOLDER = `${OUR_FOLDER}/bin`;
export const INSTALLED_BINARY = `${BINARY_FOLDER}/startgate`;
/** Where the states of the Pod's containers are. */
export const STATE_DIRECTORY = `${OUR_FOLDER}/state`;
/** The volume that holds both. */
export const VOLUME_NAME = 'startgate';
/** The init container that fills it. */
export const INSTALLER_NAME = 'startgate-install';
/** The annotation of the Pod template that carries the order to people and tools. */
export const ORDER_ANNOTATION = 'startgate.dev/order';
