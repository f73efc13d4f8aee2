import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('portal', '0003_sittings'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('beat_at', models.DateTimeField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='notice',
            name='portal_notice_waiting',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='claimed_at',
        ),
        migrations.AddField(
            model_name='notice',
            name='address',
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name='notice',
            name='at_once',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='notice',
            name='attempts',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='notice',
            name='carried_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='carries', to='portal.notice'),
        ),
        migrations.AddField(
            model_name='notice',
            name='facts',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='notice',
            name='lease_until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='notice',
            name='lost',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='notice',
            name='reason',
            field=models.CharField(blank=True, choices=[('', 'No reason'), ('account_closed', 'The account is closed'), ('not_theirs', 'They may no longer see what it is about'), ('no_longer_due', 'What it was about is over'), ('date_changed', 'The due date has changed'), ('gone', 'What it was about has been removed'), ('refused', 'The mail server refuses it for good'), ('not_taken', 'The mail server did not take it this time'), ('unreachable', 'The mail server could not be reached'), ('not_written', 'The message could not be written'), ('sender_lost', 'The sender stopped while it was sending'), ('wrong_address', 'The address is wrong'), ('told_otherwise', 'They were told another way'), ('not_needed', 'It is not needed any more')], max_length=20),
        ),
        migrations.AddField(
            model_name='notice',
            name='status',
            field=models.CharField(choices=[('waiting', 'Waiting'), ('sending', 'Sending'), ('sent', 'Sent'), ('failed', 'Failed'), ('dead', 'Dead'), ('dropped', 'Dropped')], default='waiting', max_length=10),
        ),
        migrations.AddField(
            model_name='notice',
            name='wait_until',
            field=models.DateTimeField(default=datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='user',
            name='digest',
            field=models.BooleanField(default=False, verbose_name='one email a day'),
        ),
        migrations.AddField(
            model_name='user',
            name='weekly',
            field=models.BooleanField(default=True, verbose_name='a weekly email saying what is due'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunSQL(
            "UPDATE portal_notice SET wait_until = queued_at, "
            "status = CASE WHEN sent_at IS NULL THEN 'waiting' ELSE 'sent' END",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('status__in', ('waiting', 'sending'))), fields=['wait_until'], name='portal_notice_owed'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['status', 'queued_at'], name='portal_notice_by_status'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to', None), models.Q(('address', ''), _negated=True)), models.Q(('address', ''), ('to__isnull', False)), _connector='OR'), name='portal_notice_to_an_account_or_an_address'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('status', 'sent')), models.Q(models.Q(('status', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='portal_notice_sent_at_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lease_until__isnull', False), ('status', 'sending')), models.Q(models.Q(('status', 'sending'), _negated=True), ('lease_until', None)), _connector='OR'), name='portal_notice_sending_under_a_lease'),
        ),
        migrations.AddField(
            model_name='calendaraddress',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_addresses', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='calendaraddress',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('user',), name='portal_calendaraddress_one_live_a_person'),
        ),
    ]
