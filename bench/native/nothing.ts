/** The shortest program of the native engine. */
declare const host: { start: () => void; exit(code: number): never };
host.start = () => host.exit(0);
