export declare const ROOT: string;
export declare function locksDiffer(lockText: string, installedText: string): boolean;
export declare function installReason(root: string): 'missing' | 'stale' | undefined;
export declare function outsidePath(path: string, root: string): string;
export declare function install(root: string): void;
export declare function run(script: string, args?: string[]): Promise<void>;
