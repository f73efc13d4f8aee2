import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('partners', '0002_people'),
        ('training', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel('Attendance', 'Booking'),
        migrations.RenameField('Rating', 'attendance', 'booking'),
        migrations.RemoveConstraint('Booking', 'training_attendance_one_live_place'),
        migrations.RenameIndex(
            model_name='booking',
            new_name='training_bo_session_6d74b5_idx',
            old_name='training_at_session_f2eb22_idx',
        ),
        migrations.AlterField(
            model_name='booking',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='partners.agency'),
        ),
        migrations.AlterField(
            model_name='booking',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='booking',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='training.session'),
        ),
        migrations.AlterField(
            model_name='booking',
            name='status',
            field=models.CharField(choices=[('held', 'Held while details are filled in'), ('applied', 'Waiting for approval'), ('booked', 'Booked'), ('waiting', 'On the waiting list'), ('offered', 'Place offered'), ('attended', 'Attended'), ('part attended', 'Attended in part'), ('absent', 'Did not attend'), ('cancelled', 'Cancelled'), ('cancelled late', 'Cancelled late'), ('substituted', 'Given to a colleague'), ('called off', 'Cancelled by the organiser'), ('declined', 'Not approved'), ('lapsed', 'Lapsed')], default='booked', max_length=14),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('status__in', ('held', 'applied', 'booked', 'offered', 'attended', 'part attended', 'absent', 'waiting'))), fields=('session', 'person'), name='training_booking_one_live_place'),
        ),
    ]
