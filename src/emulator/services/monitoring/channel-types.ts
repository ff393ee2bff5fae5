/** A medium of notifications, with the labels that configure one. */
export interface ChannelType {
  type: string;
  displayName: string;
  description: string;
  labels: readonly ChannelLabel[];
  /** Only a channel whose receipt of a code was proven works. */
  needsVerification: boolean;
}

export interface ChannelLabel {
  key: string;
  description: string;
  use: 'required' | 'optional' | 'secret';
}

function label(
  key: string,
  description: string,
  use: ChannelLabel['use'] = 'required',
): ChannelLabel {
  return { key, description, use };
}

/** Types that Google lists (monitoring/alerts/using-channels-api); which labels they have is our choice. */
export const channelTypes: readonly ChannelType[] = [
  {
    type: 'email',
    displayName: 'Email',
    description: 'Notifications by email.',
    labels: [label('email_address', 'The address to send to.')],
    needsVerification: false,
  },
  {
    type: 'sms',
    displayName: 'SMS',
    description: 'Notifications by text message.',
    labels: [label('number', 'The number to send to, in E.164 form.')],
    needsVerification: true,
  },
  {
    type: 'slack',
    displayName: 'Slack',
    description: 'Notifications in a channel of Slack.',
    labels: [
      label('channel_name', 'The channel, with its #.'),
      label('auth_token', 'The token to post with.', 'secret'),
      label('team', 'The workspace.', 'optional'),
    ],
    needsVerification: false,
  },
  {
    type: 'pubsub',
    displayName: 'Cloud Pub/Sub',
    description: 'Notifications as messages of a topic.',
    labels: [label('topic', 'The topic, projects/PROJECT/topics/TOPIC.')],
    needsVerification: false,
  },
  {
    type: 'pagerduty',
    displayName: 'PagerDuty',
    description: 'Notifications as events of a PagerDuty service.',
    labels: [label('service_key', 'The integration key of the service.', 'secret')],
    needsVerification: false,
  },
  {
    type: 'webhook_tokenauth',
    displayName: 'Webhook with token authentication',
    description: 'Notifications posted to a URL that holds a token.',
    labels: [label('url', 'The URL to post to.')],
    needsVerification: false,
  },
  {
    type: 'webhook_basicauth',
    displayName: 'Webhook with basic authentication',
    description: 'Notifications posted to a URL with name and password.',
    labels: [
      label('url', 'The URL to post to.'),
      label('username', 'The name to post as.'),
      label('password', 'The password to post with.', 'secret'),
    ],
    needsVerification: false,
  },
  {
    type: 'google_chat',
    displayName: 'Google Chat',
    description: 'Notifications in a space of Google Chat.',
    labels: [label('space', 'The space, spaces/SPACE.')],
    needsVerification: false,
  },
];
