/** Put in by the bundler, from package.json: nothing has to be read to say it. */
declare const CDK8S_STARTGATE_VERSION: string | undefined;

export const VERSION = typeof CDK8S_STARTGATE_VERSION === 'string' ? CDK8S_STARTGATE_VERSION : '0.0.0';
