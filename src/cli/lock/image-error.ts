/** Why an image can't be locked: the rest of a sentence that begins with the image, and what to do. */
export class ImageError extends Error {}
