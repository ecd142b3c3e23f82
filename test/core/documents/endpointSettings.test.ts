import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openDocument } from '../../../server/src/core/documents/open';
import { readable } from '../../../server/src/core/syntax/tree';

/** What a text sets, as `name=value` for settings and `to -> host` for URLs. */
function found(file: string, text: string): string[] {
  return openDocument({ uri: `file:///workspace/${file}`, text }).subjects.flatMap((subject) => {
    if (subject.kind === 'endpointSetting') {
      const { start, end } = subject.node.span;
      assert.equal(text.slice(start, end), readable(subject.node.text).replace(/^\$\{(.*)\}$/, '$1'));
      return [`${subject.name}=${text.slice(start, end)}`];
    }
    if (subject.kind !== 'endpointUrl') return [];
    assert.equal(text.slice(subject.node.span.start, subject.node.span.end), 'sts.amazonaws.com');
    return [`${subject.to} -> ${text.slice(subject.span.start, subject.span.end)}`];
  });
}

const LEGACY = 'AWS_STS_REGIONAL_ENDPOINTS=legacy';
const URL = 'https://sts.amazonaws.com';

/** File, text, and what it sets. */
const SETTINGS: readonly (readonly [string, string, ...string[]])[] = [
  ['.env', `${LEGACY}\n`, LEGACY],
  ['.env.local', 'AWS_STS_REGIONAL_ENDPOINTS="legacy" # for now\n', LEGACY],
  ['prod.env', `# ${LEGACY}\nX=1\n`],
  ['run.sh', `export ${LEGACY}`, LEGACY],
  ['run.sh', `${LEGACY} aws sts get-caller-identity`, LEGACY],
  ['run.sh', `  A=b ${LEGACY} terraform apply`, LEGACY],
  ['run.sh', `if true; then export ${LEGACY}; fi`, LEGACY],
  ['run.sh', `docker run -e ${LEGACY} -it image`, LEGACY],
  ['run.sh', `kubectl set env deployment/app -n x ${LEGACY} || true`, LEGACY],
  ['run.sh', `echo "export ${LEGACY}" >> ~/.bashrc`, LEGACY],
  ['run.sh', `echo "Set ${LEGACY} to go back"`],
  ['run.sh', 'if [ "$AWS_STS_REGIONAL_ENDPOINTS" = "legacy" ]; then'],
  ['run.sh', '[[ $AWS_STS_REGIONAL_ENDPOINTS == legacy ]]'],
  [
    'run.sh',
    'export AWS_STS_REGIONAL_ENDPOINTS=${MODE:-legacy}',
    'AWS_STS_REGIONAL_ENDPOINTS=${MODE:-legacy}',
  ],
  ['run.sh', `# export ${LEGACY}`],
  ['run.fish', 'set -gx AWS_STS_REGIONAL_ENDPOINTS legacy', LEGACY],
  ['login.csh', 'setenv AWS_STS_REGIONAL_ENDPOINTS legacy', LEGACY],
  ['run.ps1', "$env:AWS_STS_REGIONAL_ENDPOINTS = 'legacy'", LEGACY],
  [
    'run.ps1',
    '[Environment]::SetEnvironmentVariable("AWS_STS_REGIONAL_ENDPOINTS", "legacy", "User")',
    LEGACY,
  ],
  ['run.cmd', `set ${LEGACY}`, LEGACY],
  ['run.cmd', `rem set ${LEGACY}`],
  ['run.cmd', 'setx AWS_STS_REGIONAL_ENDPOINTS legacy', LEGACY],
  ['Makefile', `export ${LEGACY}\n`, LEGACY],
  ['Makefile', 'export AWS_STS_REGIONAL_ENDPOINTS := legacy\n', LEGACY],
  ['Dockerfile', `FROM x\nENV ${LEGACY}\n`, LEGACY],
  ['Dockerfile.prod', 'ENV A=b \\\n    AWS_STS_REGIONAL_ENDPOINTS="legacy"\n', LEGACY],
  ['Dockerfile', 'ENV AWS_STS_REGIONAL_ENDPOINTS legacy\n', LEGACY],
  ['Dockerfile', `ARG ${LEGACY}\n`, LEGACY],
  ['compose.yaml', 'services:\n  a:\n    environment:\n      AWS_STS_REGIONAL_ENDPOINTS: legacy\n', LEGACY],
  ['compose.yaml', `environment:\n  - ${LEGACY}\n`, LEGACY],
  ['pod.yaml', 'env:\n- name: AWS_STS_REGIONAL_ENDPOINTS\n  value: "legacy"\n', LEGACY],
  ['pod.yaml', 'env:\n- value: legacy\n  name: AWS_STS_REGIONAL_ENDPOINTS\n', LEGACY],
  ['pod.yaml', 'env:\n- name: AWS_STS_REGIONAL_ENDPOINTS\n  valueFrom: {}\n- name: B\n  value: legacy\n'],
  [
    'values.yaml',
    'extraEnv:\n  AWS_STS_REGIONAL_ENDPOINTS: {{ .Values.sts }}\n',
    'AWS_STS_REGIONAL_ENDPOINTS={{ .Values.sts }}',
  ],
  ['chart/templates/x.yaml', '{{- /* AWS_STS_REGIONAL_ENDPOINTS: legacy */ -}}\na: 1\n'],
  ['.github/workflows/a.yml', `steps:\n  - run: ${LEGACY} aws sts get-caller-identity\n`, LEGACY],
  ['.github/workflows/a.yml', `steps:\n  - run: |\n      export ${LEGACY}\n`, LEGACY],
  ['cm.yaml', "data:\n  AWS_STS_REGIONAL_ENDPOINTS: 'legacy'\n", LEGACY],
  [
    'secret.yaml',
    'stringData:\n  credentials: |-\n    [default]\n    sts_regional_endpoints = legacy\n    role_arn = x\n',
    'sts_regional_endpoints=legacy',
  ],
  [
    'seed.sh',
    'cat > ~/.aws/config <<EOT\n[default]\nsts_regional_endpoints = legacy\nEOT\n',
    'sts_regional_endpoints=legacy',
  ],
  ['seed.sh', "printf '[default]\\nsts_regional_endpoints=legacy\\n' > c", 'sts_regional_endpoints=legacy'],
  ['seed.py', "f.write('[default]\\nsts_regional_endpoints = legacy\\n')", 'sts_regional_endpoints=legacy'],
  ['app.service', `[Service]\nEnvironment="${LEGACY}"\n`, LEGACY],
  ['app.service', `[Service]\nEnvironment=A=b ${LEGACY}\n; Environment=${LEGACY}\n`, LEGACY],
  ['task.json', '{"environment": [{"name": "AWS_STS_REGIONAL_ENDPOINTS", "value": "legacy"}]}', LEGACY],
  ['template.json', '{"Variables": {"AWS_STS_REGIONAL_ENDPOINTS": "legacy"}}', LEGACY],
  ['main.tf', 'environment {\n  variables = {\n    AWS_STS_REGIONAL_ENDPOINTS = "legacy"\n  }\n}\n', LEGACY],
  ['main.tf', 'env {\n  name  = "AWS_STS_REGIONAL_ENDPOINTS"\n  value = "legacy"\n}\n', LEGACY],
  ['main.tf', 'env {\n  name  = "AWS_STS_REGIONAL_ENDPOINTS"\n  value = var.mode\n}\n'],
  ['app.py', 'os.environ["AWS_STS_REGIONAL_ENDPOINTS"] = "legacy"', LEGACY],
  ['app.py', 'os.environ.setdefault("AWS_STS_REGIONAL_ENDPOINTS", "legacy")', LEGACY],
  ['app.py', 'old = os.environ.pop("AWS_STS_REGIONAL_ENDPOINTS", None)'],
  ['app.py', 'FORWARDED = ["AWS_REGION", "AWS_STS_REGIONAL_ENDPOINTS", "AWS_PROFILE"]'],
  ['stack.ts', "fn.addEnvironment('AWS_STS_REGIONAL_ENDPOINTS', 'legacy');", LEGACY],
  [
    'stack.ts',
    "fn.addPropertyOverride('Environment.Variables.AWS_STS_REGIONAL_ENDPOINTS', 'legacy');",
    LEGACY,
  ],
  ['plugin.php', "$mode = apply_filters('my_aws_sts_regional_endpoints', 'legacy');"],
  ['app.py', '"""Set AWS_STS_REGIONAL_ENDPOINTS=legacy to go back."""'],
  ['app.py', 'mode = os.environ.get("AWS_STS_REGIONAL_ENDPOINTS", "legacy")'],
  ['app.py', 'if os.environ["AWS_STS_REGIONAL_ENDPOINTS"] == "legacy":'],
  ['app.ts', "process.env.AWS_STS_REGIONAL_ENDPOINTS = 'legacy';", LEGACY],
  ['app.ts', "const env = { AWS_STS_REGIONAL_ENDPOINTS: 'legacy' };", LEGACY],
  ['app.ts', "// AWS_STS_REGIONAL_ENDPOINTS: 'legacy'"],
  ['app.ts', "log.warn('use AWS_STS_REGIONAL_ENDPOINTS=legacy to go back');"],
  ['app.js', "new AWS.STS({ stsRegionalEndpoints: 'legacy' })", 'stsRegionalEndpoints=legacy'],
  ['app.php', "new StsClient(['sts_regional_endpoints' => 'legacy'])", 'sts_regional_endpoints=legacy'],
  ['main.go', 'os.Setenv("AWS_STS_REGIONAL_ENDPOINTS", "legacy")', LEGACY],
  ['main.go', 'env := []corev1.EnvVar{{Name: "AWS_STS_REGIONAL_ENDPOINTS", Value: "legacy"}}', LEGACY],
  ['main.go', `cmd.Env = append(cmd.Env, "${LEGACY}")`, LEGACY],
  ['main.go', 'v := os.Getenv("AWS_STS_REGIONAL_ENDPOINTS")'],
  ['main.rs', '.env("AWS_STS_REGIONAL_ENDPOINTS", "legacy")', LEGACY],
  ['main.rs', `#[cfg(test)]\nmod tests { const V: &str = "${LEGACY}"; }`],
  ['bundle.js', `${'x'.repeat(6_000)};process.env.AWS_STS_REGIONAL_ENDPOINTS="legacy"${'x'.repeat(6_000)}`],
  ['app.py', 'env = dict(os.environ, AWS_REGION="eu-west-1", AWS_STS_REGIONAL_ENDPOINTS="legacy")', LEGACY],
  ['app.rs', 'Settings { sts_regional_endpoints: "legacy".to_string() }'],
  ['chart.yaml', 'stsRegionalEndpoints: true\n'],
  ['nginx.conf', 'env AWS_STS_REGIONAL_ENDPOINTS;\n'],
  ['README.md', `export ${LEGACY}\n`],
  ['Names.java', 'public static final String AWS_STS_REGIONAL_ENDPOINTS = "AWS_STS_REGIONAL_ENDPOINTS";\n'],
  ['install.sh', 'launchctl setenv AWS_STS_REGIONAL_ENDPOINTS legacy 2>/dev/null || true\n', LEGACY],
  ['env.md', `export ${LEGACY}\n`],
  ['env.ts', `// ${LEGACY}\nprocess.env.AWS_STS_REGIONAL_ENDPOINTS = 'legacy';\n`, LEGACY],
  ['env.sh', `export ${LEGACY} # for now\n`, LEGACY],
  ['env.local', `${LEGACY}\n`, LEGACY],
  ['run.sh', `echo -e "\\nexport ${LEGACY}" | sudo tee -a hive-env.sh\n`, LEGACY],
  ['Stack.cs', '{ "TABLE", t.Name },\n{ "AWS_STS_REGIONAL_ENDPOINTS", "legacy" }\n', LEGACY],
  ['names.cpp', 'static const char* names[] = { "AWS_STS_REGIONAL_ENDPOINTS", "AWS_REGION" };\n'],
  ['app.js', "let { AWS_STS_REGIONAL_ENDPOINTS = 'legacy', AWS_REGION = '' } = process.env;\n"],
  ['app.py', `raise Refused("try again, adding 'sts_regional_endpoints = legacy' to your config file")\n`],
  ['app.py', `f.write("[default]\\nsts_regional_endpoints = legacy\\n")\n`, 'sts_regional_endpoints=legacy'],
];

const URLS: readonly (readonly [string, string, ...string[]])[] = [
  ['.env', `AWS_ENDPOINT_URL_STS=${URL}\n`, `AWS_ENDPOINT_URL_STS -> ${URL}`],
  ['run.sh', `env AWS_ENDPOINT_URL_STS=${URL} terraform plan`, `AWS_ENDPOINT_URL_STS -> ${URL}`],
  ['run.sh', `aws sts get-caller-identity --endpoint-url ${URL}`, `--endpoint-url -> ${URL}`],
  ['run.sh', `aws sts get-caller-identity --endpoint-url="${URL}/"`, `--endpoint-url -> ${URL}/`],
  ['run.sh', `STS=\${STS_ENDPOINT:-${URL}}`, `STS_ENDPOINT -> ${URL}`],
  ['run.sh', `curl -s "${URL}" > /dev/null`],
  ['pod.yaml', `env:\n  - name: AWS_ENDPOINT_URL_STS\n    value: ${URL}\n`, `AWS_ENDPOINT_URL_STS -> ${URL}`],
  ['pod.yaml', `args: ["--sts-endpoint", "${URL}"]\n`, `--sts-endpoint -> ${URL}`],
  ['.gitlab-ci.yml', `id_tokens:\n  TOKEN:\n    aud: ${URL}\n`],
  ['values.yaml', `stsEndpoint: "${URL}"\n`, `stsEndpoint -> ${URL}`],
  ['.github/workflows/a.yml', 'allowed-endpoints: >\n  sts.amazonaws.com:443\n'],
  ['.github/workflows/a.yml', 'with:\n  audience: sts.amazonaws.com\n'],
  ['.aws/config', `[profile a]\nendpoint_url = ${URL}\n`, `endpoint_url -> ${URL}`],
  ['main.tf', `provider "aws" {\n  endpoints {\n    sts = "${URL}"\n  }\n}\n`, `sts -> ${URL}`],
  ['main.tf', `provider "aws" {\n  # endpoints {\n  #   sts = "${URL}"\n  # }\n}\n`],
  ['main.tf', `backend "s3" {\n  sts_endpoint = "${URL}"\n}\n`, `sts_endpoint -> ${URL}`],
  ['main.tf', 'client_id_list = ["sts.amazonaws.com"]\n'],
  ['app.py', `boto3.client('sts', endpoint_url='${URL}')`, `endpoint_url -> ${URL}`],
  ['app.py', `boto3.client(\n    'sts',\n    endpoint_url=\n        "${URL}",\n)`, `endpoint_url -> ${URL}`],
  ['app.py', `raise EndpointConnectionError(endpoint_url="${URL}")`],
  ['app.py', `STS_ENDPOINT = os.environ.get("STS_ENDPOINT", "${URL}")`, `STS_ENDPOINT -> ${URL}`],
  ['app.py', 'NS = {"sts": "https://sts.amazonaws.com/doc/2011-06-15/"}'],
  ['app.ts', `new STSClient({ endpoint: '${URL}' })`, `endpoint -> ${URL}`],
  ['app.ts', `const STS_ENDPOINT: string = '${URL}';`, `STS_ENDPOINT -> ${URL}`],
  ['app.ts', `const e = process.env.STS_ENDPOINT || '${URL}';`, `STS_ENDPOINT -> ${URL}`],
  ['app.ts', `credentials({ roleArn, audience: '${URL}' })`],
  ['app.ts', `await fetch("${URL}/", { method: 'POST' })`, `fetch -> ${URL}/`],
  ['app.rb', `stub_request(:post, '${URL}/')`],
  ['app.py', `respx_mock.post("${URL}/")`],
  ['main.go', `http.NewRequest("POST", "${URL}/", body)`, `NewRequest -> ${URL}/`],
  ['main.go', `http.NewRequest(http.MethodPost, "${URL}/", body)`, `NewRequest -> ${URL}/`],
  ['run.sh', `curl -s "$URL?audience=${URL}" # for AssumeRole`],
  ['run.sh', `curl -s "http://x/AssumeRole?url=${URL}/"`],
  ['a.properties', `backend.id=${URL}\n`],
  ['app.ts', `await fetch(\`${URL}?\${query}\`)`, `fetch -> ${URL}`],
  ['Main.java', `String getStsEndpoint() {\n  return "${URL}";\n}`, `getStsEndpoint -> ${URL}`],
  ['app.js', `aws4.sign({ service: 'sts', host: 'sts.amazonaws.com' })`, 'host -> sts.amazonaws.com'],
  ['app.py', `HttpRequest("POST", url="${URL}/", body="Action=GetCallerIdentity")`, `url -> ${URL}/`],
  ['app.js', `const ALLOWED = { host: 'sts.amazonaws.com' };`],
  ['app.ts', `expect(client.endpoint).toBe('${URL}')`],
  ['app.ts', `if (endpoint === '${URL}') return;`],
  ['app.ts', `{ aws: { healthCheckEndpoint: '${URL}' } }`],
  ['main.go', `return aws.Endpoint{\n\tURL: "${URL}",\n}`, `URL -> ${URL}`],
  ['main.go', `o.BaseEndpoint = aws.String("${URL}")`, `BaseEndpoint -> ${URL}`],
  ['main.go', `stsURL := "${URL}/"`, `stsURL -> ${URL}/`],
  ['main.go', '// a default endpoint of https://sts.amazonaws.com'],
  ['Main.java', `private static final String STS_ENDPOINT = "${URL}";`, `STS_ENDPOINT -> ${URL}`],
  ['Main.java', `builder.endpointOverride(URI.create("${URL}"))`, `endpointOverride -> ${URL}`],
  ['Main.java', 'sts.setEndpoint("sts.amazonaws.com");', 'setEndpoint -> sts.amazonaws.com'],
  [
    'Main.java',
    'new EndpointConfiguration("sts.amazonaws.com", "us-east-1")',
    'EndpointConfiguration -> sts.amazonaws.com',
  ],
  ['main.rs', `const STS_ENDPOINT: &str = "${URL}";`, `STS_ENDPOINT -> ${URL}`],
  ['main.rs', `sts_endpoint: "${URL}".to_string(),`, `sts_endpoint -> ${URL}`],
  [
    'Verify.cs',
    `var c = new AmazonSecurityTokenServiceConfig { ServiceURL = "${URL}" };`,
    `ServiceURL -> ${URL}`,
  ],
  [
    'core-site.xml',
    '<property><name>fs.s3a.assumed.role.sts.endpoint</name><value>sts.amazonaws.com</value></property>',
    'fs.s3a.assumed.role.sts.endpoint -> sts.amazonaws.com',
  ],
  ['emrfs.json', '{"fs.s3.sts.endpoint": "sts.amazonaws.com"}', 'fs.s3.sts.endpoint -> sts.amazonaws.com'],
  ['policy.json', '{"Principal": {"Service": "sts.amazonaws.com"}}'],
  ['trail.json', '{"eventSource": "sts.amazonaws.com"}'],
  ['app.py', `mock.side_effect = ReadTimeoutError(\n    endpoint_url="${URL}"\n)\n`],
  ['app.py', `client = boto3.client(\n    "sts",\n    endpoint_url="${URL}",\n)\n`, `endpoint_url -> ${URL}`],
  ['main.go', `client.buildRequest("POST", "${URL}/", "sts")`, `buildRequest -> ${URL}/`],
  ['app.ts', `await fetchFn("${URL}/", { method: 'POST' })`, `fetchFn -> ${URL}/`],
  [
    'app.ts',
    `await fetchWithTimeout(\n  '${URL}/',\n  { method: 'POST' },\n)`,
    `fetchWithTimeout -> ${URL}/`,
  ],
  ['app.py', `url = "${URL}/?" \\\n  "Action=AssumeRole&Version={}"\n`, `url -> ${URL}/`],
  ['a.php', `$query = 'Action=AssumeRole';\n$url = "${URL}/?$query";\n`, `$url -> ${URL}/`],
  ['app.py', `request = AWSRequest("POST", url)\nurl = "${URL}/"\n`, `url -> ${URL}/`],
  ['app.py', `page = "${URL}/?"\n`],
  ['app.ts', `interceptRequest('${URL}/')`],
  ['app.py', `base = "${URL}"\nquery = "Action=GetCallerIdentity"\n`, `base -> ${URL}`],
  ['app.py', `base = "${URL}"\n`],
  ['model.ts', 'const metadata = { endpointPrefix: "sts", globalEndpoint: "sts.amazonaws.com" };'],
  [
    'table.go',
    '"*/route53": entry{\n\tEndpoint: "route53.amazonaws.com",\n},\n"*/sts": entry{\n\tEndpoint: "sts.amazonaws.com",\n},\n',
  ],
  ['a.py', 'host = "s3-outposts.amazonaws.com"'],
  ['a.py', 'STS_ENDPOINT = "https://sts.amazonaws.com.cn"'],
  ['a.py', 'STS_ENDPOINT = "https://sts." + region + ".amazonaws.com"'],
];

describe('STS endpoint settings outside of AWS config files', () => {
  for (const [file, text, ...expected] of SETTINGS) {
    const title = expected.length === 0 ? 'are not seen in' : 'are found in';
    it(`${title} ${file}: ${text.replace(/\s+/g, ' ')}`, () => assert.deepEqual(found(file, text), expected));
  }
});

describe('The global STS host as an endpoint', () => {
  for (const [file, text, ...expected] of URLS) {
    const title = expected.length === 0 ? 'is not seen in' : 'is found in';
    it(`${title} ${file}: ${text.replace(/\s+/g, ' ')}`, () => assert.deepEqual(found(file, text), expected));
  }
});
