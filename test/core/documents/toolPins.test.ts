import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openDocument } from '../../../server/src/core/documents/open';
import { plain } from '../../../server/src/core/explain/sentence';
import { isGlobalByDefault } from '../../../server/src/core/sts/pins';
import { Workspace } from '../rules/workspace';

/** What a file pins: `tool version`, `tool <below`, or `tool any`; with `!` where that calls the global endpoint. */
function pins(file: string, text: string): string[] {
  return openDocument({ uri: `file:///workspace/${file}`, text }).subjects.flatMap((subject) => {
    if (subject.kind !== 'toolPin') return [];
    const { tool, version, below, name, span } = subject;
    assert.ok(text.slice(span.start, span.end).includes(name.replace(/^aws\/aws-sdk-php$/, 'aws-sdk-php')));
    const range = version ?? (below === undefined ? 'any' : `<${below}`);
    return [`${tool} ${range}${isGlobalByDefault(subject) ? '!' : ''}`];
  });
}

const CASES: readonly (readonly [string, string, ...string[]])[] = [
  ['requirements.txt', 'boto3==1.34.1\nrequests\n', 'boto3 1.34.1!'],
  ['requirements-dev.txt', 'botocore[crt] == 1.39.0 ; python_version > "3.8"\n', 'botocore 1.39.0!'],
  ['requirements.txt', 'boto3>=1.20\n', 'boto3 any'],
  ['requirements.txt', 'boto3>=1.20,<1.40\n', 'boto3 <1.40!'],
  ['requirements.txt', 'boto3~=1.34.2\n', 'boto3 <1.35!'],
  ['requirements.txt', 'boto3~=1.34\n', 'boto3 <2'],
  ['requirements.txt', 'boto3==1.34.*\n', 'boto3 <1.35!'],
  [
    'requirements.txt',
    'boto3==1.40.0\nawscli==1.41.17\nawscli==1.42.0\n',
    'boto3 1.40.0',
    'aws-cli 1.41.17!',
    'aws-cli 1.42.0',
  ],
  ['requirements.txt', '# boto3==1.34.1\nboto3-stubs==1.34.1\nmypy-boto3==1.0\n'],
  ['pyproject.toml', '[project]\ndependencies = ["boto3>=1.26,<1.30"]\n', 'boto3 <1.30!'],
  ['pyproject.toml', '[tool.poetry.dependencies]\nboto3 = "^1.34"\n', 'boto3 <2'],
  [
    'pyproject.toml',
    'boto3 = "~1.34"\nbotocore = {version = "1.34.1", extras = []}\n',
    'boto3 <1.35!',
    'botocore 1.34.1!',
  ],
  ['poetry.lock', '[[package]]\nname = "boto3"\nversion = "1.28.0"\n', 'boto3 1.28.0!'],
  ['uv.lock', '[[package]]\nname = "botocore"\nversion = "1.41.0"\nsource = 1\n', 'botocore 1.41.0'],
  ['Pipfile', '[packages]\nboto3 = "==1.26.1"\nx = "*"\n', 'boto3 1.26.1!'],
  [
    'Pipfile.lock',
    '{"default": {"boto3": {"hashes": ["sha256:0"], "index": "pypi", "version": "==1.26.1"}}}',
    'boto3 1.26.1!',
  ],
  [
    'environment.yml',
    'dependencies:\n  - boto3=1.34\n  - pip:\n      - awscli==1.40.0\n',
    'boto3 <1.35!',
    'aws-cli 1.40.0!',
  ],
  ['package.json', '{"dependencies": {"aws-sdk": "^2.1000.0"}}', 'aws-sdk <3!'],
  ['package.json', '{"devDependencies": {"aws-sdk": "latest"}}', 'aws-sdk any!'],
  ['package.json', '{"dependencies": {"@aws-sdk/client-sts": "3.1.0"}, "keywords": ["aws-sdk"]}'],
  [
    'package-lock.json',
    '{"lockfileVersion": 3, "packages": {"": {"dependencies": {"aws-sdk": "^2.1"}}, "node_modules/aws-sdk": {"version": "2.1692.0"}}}',
    'aws-sdk 2.1692.0!',
  ],
  [
    'package-lock.json',
    '{"lockfileVersion": 3, "packages": {"": {}, "node_modules/aws-sdk": {"version": "2.1692.0"}}}',
  ],
  [
    'pnpm-lock.yaml',
    "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      aws-sdk:\n        specifier: ^2.1\n        version: 2.1692.0\npackages:\n  aws-sdk@2.1692.0:\n",
    'aws-sdk 2.1692.0!',
  ],
  [
    'go.mod',
    'module x\nrequire (\n\tgithub.com/aws/aws-sdk-go v1.44.0\n\tgithub.com/aws/aws-sdk-go-v2 v1.30.0\n)\n',
    'aws-sdk-go 1.44.0!',
  ],
  ['go.mod', 'require github.com/aws/aws-sdk-go v1.44.0 // indirect\n'],
  [
    'pom.xml',
    '<dependency>\n<groupId>com.amazonaws</groupId>\n<artifactId>aws-java-sdk-sts</artifactId>\n<version>${aws}</version>\n</dependency>',
    'aws-sdk-java any!',
  ],
  ['pom.xml', '<groupId>com.amazonaws</groupId><artifactId>aws-java-sdk-s3</artifactId>'],
  ['build.gradle.kts', 'implementation("com.amazonaws:aws-java-sdk-sts:1.12.1")', 'aws-sdk-java 1.12.1!'],
  [
    'Gemfile.lock',
    'GEM\n  specs:\n    aws-sdk-core (3.80.0)\n      jmespath (~> 1)\n',
    'aws-sdk-core 3.80.0!',
  ],
  ['Gemfile.lock', 'GEM\n  specs:\n    aws-sdk-core (3.200.0)\n', 'aws-sdk-core 3.200.0'],
  ['composer.json', '{"require": {"aws/aws-sdk-php": "^3.300"}}', 'aws-sdk-php <4'],
  ['composer.json', '{"require": {"aws/aws-sdk-php": "3.300.*"}}', 'aws-sdk-php <3.301!'],
  [
    'composer.lock',
    '{"packages": [{"name": "aws/aws-sdk-php", "version": "3.351.11"}]}',
    'aws-sdk-php 3.351.11!',
  ],
  [
    'App.csproj',
    '<PackageReference Include="AWSSDK.SecurityToken" Version="3.7.300.1" />',
    'aws-sdk-net 3.7.300.1!',
  ],
  ['App.csproj', '<PackageReference Include="AWSSDK.SecurityToken" Version="4.0.1" />', 'aws-sdk-net 4.0.1'],
  ['Cargo.lock', '[[package]]\nname = "aws-sdk-sts"\nversion = "1.50.0"\n', 'aws-sdk-rust 1.50.0'],
  [
    'Dockerfile',
    'FROM python:3.12\nRUN pip install \\\n    awscli==1.32.1 \\\n    requests\n',
    'aws-cli 1.32.1!',
  ],
  [
    'Dockerfile',
    'FROM ubuntu:22.04\nRUN apt-get update && apt-get install -y \\\n  curl \\\n  awscli \\\n  && rm -rf x\n',
    'aws-cli 1.22.34!',
  ],
  ['Dockerfile', 'FROM node:20-bullseye-slim AS b\nRUN apt-get install -y awscli\n', 'aws-cli 1.19.1!'],
  ['Dockerfile', 'FROM debian:12\nRUN apt-get install -y awscli\n'],
  ['notes.txt', 'boto3==1.34.1\n'],
  [
    'yarn.lock',
    '__metadata:\n  version: 8\n\n"app@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "app@workspace:."\n  dependencies:\n    aws-sdk: "npm:^2.1000.0"\n  languageName: unknown\n\n"aws-sdk@npm:^2.1000.0, aws-sdk@npm:^2.5":\n  version: 2.1692.0\n  resolution: "aws-sdk@npm:2.1692.0"\n',
    'aws-sdk 2.1692.0!',
  ],
  [
    'yarn.lock',
    '__metadata:\n  version: 6\n\n"app@workspace:.":\n  dependencies:\n    other: ^1\n\n"other@npm:^1":\n  version: 1.0.0\n  dependencies:\n    aws-sdk: ^2.1\n',
  ],
  ['yarn.lock', '# yarn lockfile v1\n\naws-sdk@^2.1000.0:\n  version "2.1692.0"\n'],
  [
    'bun.lock',
    '{\n  "lockfileVersion": 1,\n  "workspaces": {\n    "": { "name": "app", "dependencies": { "aws-sdk": "^2.1", }, },\n  },\n  "packages": {\n    "aws-sdk": ["aws-sdk@2.1692.0", "", {}, "sha512-x"],\n  },\n}\n',
    'aws-sdk 2.1692.0!',
  ],
  [
    'bun.lock',
    '{"workspaces": {"": {"dependencies": {"x": "1"}}}, "packages": {"aws-sdk": ["aws-sdk@2.1692.0"]}}',
  ],
  ['pylock.toml', '[[packages]]\nname = "boto3"\nversion = "1.39.0"\n', 'boto3 1.39.0!'],
  ['conda-lock.yml', 'package:\n- name: boto3\n  version: 1.34.1\n  manager: conda\n', 'boto3 1.34.1!'],
  ['Gemfile', "gem 'aws-sdk-core', '~> 3.80.0'\n", 'aws-sdk-core <3.81!'],
  ['Gemfile', "gem 'aws-sdk-core', '>= 3.1', '< 3.90', require: false\n", 'aws-sdk-core <3.90!'],
  [
    'Gemfile',
    "gem 'aws-sdk-core', '~> 3'\ngem 'aws-sdk-s3', '1.0'\n# gem 'aws-sdk-core', '3.1'\n",
    'aws-sdk-core <4',
  ],
  ['a.gemspec', "  spec.add_dependency 'aws-sdk-core', '3.80.0'\n", 'aws-sdk-core 3.80.0!'],
  [
    'gradle.lockfile',
    'com.amazonaws:aws-java-sdk-sts:1.12.1=runtimeClasspath\ncom.amazonaws:aws-java-sdk-s3:1.12.1=x\n',
    'aws-sdk-java 1.12.1!',
  ],
  [
    'libs.versions.toml',
    '[libraries]\nsts = { module = "com.amazonaws:aws-java-sdk-sts", version = "1.12.1" }\n',
    'aws-sdk-java 1.12.1!',
  ],
  [
    'build.sbt',
    'libraryDependencies += "com.amazonaws" % "aws-java-sdk-sts" % "1.12.1"\n',
    'aws-sdk-java 1.12.1!',
  ],
  [
    'packages.lock.json',
    '{"dependencies": {"net8.0": {"AWSSDK.SecurityToken": {"type": "Direct", "requested": "[3.7, )", "resolved": "3.7.100.1"}}}}',
    'aws-sdk-net 3.7.100.1!',
  ],
];

describe('The versions that a project pins', () => {
  for (const [file, text, ...expected] of CASES) {
    it(`${file}: ${text.replace(/\s+/g, ' ').slice(0, 100)}`, () =>
      assert.deepEqual(pins(file, text), expected));
  }

  const PROFILE =
    '[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/Deploy\nsource_profile = default\nregion = us-east-2\n';
  const finding = (beside: Readonly<Record<string, string>>) =>
    new Workspace({ '.aws/config': PROFILE, ...beside })
      .findings('.aws/config')
      .find(({ rule }) => rule === 'sts-endpoint-unset');

  it('make a warning of a profile that does not say its endpoint, and are pointed to', () => {
    const found = finding({ 'requirements.txt': 'boto3==1.34.1\n' });
    assert.equal(found?.severity, 'warning');
    assert.match(
      plain(found.message),
      /boto3 ==1\.34\.1, pinned in requirements\.txt, go to sts\.amazonaws\.com/,
    );
    assert.deepEqual(
      found.related.map(({ uri, span }) => [uri, span]),
      [['file:///workspace/requirements.txt', { start: 0, end: 13 }]],
    );
  });

  it('of .NET may be overridden by another package that brings a newer core, which is said', () => {
    const found = finding({
      'App.csproj': '<PackageReference Include="AWSSDK.SecurityToken" Version="3.7.300.1" />',
    });
    assert.equal(found?.severity, 'warning');
    assert.match(plain(found.message), /otherwise or another package brings a newer AWSSDK\.Core\.$/);
  });

  it('leave it a hint where they call the Regional endpoint, or are those of tests, or the variable is set', () => {
    for (const beside of [
      {},
      { 'requirements.txt': 'boto3==1.40.0\n' },
      { 'tests/requirements.txt': 'boto3==1.34.0\n' },
      { 'requirements.txt': 'boto3==1.34.0\n', Dockerfile: 'ENV AWS_STS_REGIONAL_ENDPOINTS=regional\n' },
    ]) {
      assert.equal(finding(beside)?.severity, 'hint', JSON.stringify(beside));
    }
  });
});
