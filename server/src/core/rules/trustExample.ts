/**
 * A trust policy of one statement, laid out as people write it, for the examples of rules.
 * @param principal the JSON of the `Principal` element
 * @param action the JSON of the `Action` element
 * @param condition the JSON of the `Condition` element, if there is to be one
 */
export function trustExample(principal: string, action = '"sts:AssumeRole"', condition?: string): string {
  const members = [
    '"Effect": "Allow"',
    `"Principal": ${principal}`,
    `"Action": ${action}`,
    ...(condition === undefined ? [] : [`"Condition": ${condition}`]),
  ];
  return `{
  "Version": "2012-10-17",
  "Statement": [
    {
      ${members.join(',\n      ')}
    }
  ]
}
`;
}
