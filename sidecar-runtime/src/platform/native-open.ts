/** How a file is opened, see open(2). The numbers are those of Linux on amd64 and arm64. */
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_RDWR = 2;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_APPEND = 0o2000;
/** For looking at only: what is opened so is neither read nor written. */
export const O_PATH = 0o10000000;
